stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" } # ERROR: Host without a recipient [SX246] | senexc enroll
service "redis" "x" {
  on       = host.a
  purpose  = "cache"
  password = secret.pw
}
secret "pw" {} # ERROR: Secret without a value [SX241] | senexc secret set secret-no-recipient-build.hcl pw
