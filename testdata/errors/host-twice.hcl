stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "a" { # ERROR: Duplicate host | host-twice.hcl:6
  address = "10.0.0.2"
}
