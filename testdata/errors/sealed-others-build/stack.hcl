stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt"
}
secret "pw" {} # ERROR: Secret sealed to others [SX243] | senexc secret set && WARNING: Secret sealed to others than now need it [SX244]
service "redis" "x" {
  on       = host.a
  purpose  = "cache"
  password = secret.pw
}
