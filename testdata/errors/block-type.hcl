stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "password" {}
sevice "redis" "x" { # ERROR: Unsupported block type | "service"
  on       = host.a
  purpose  = "cache"
  password = secret.password
}
