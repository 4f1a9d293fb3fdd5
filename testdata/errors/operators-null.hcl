stack "s" {
  environment = "test"
  language    = 1
  operators   = { alice = null } # ERROR: Value required | no recipient
  example     = true
}
host "a" { address = "10.0.0.1" }
