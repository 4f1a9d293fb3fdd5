stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "1b" { # ERROR: Invalid name | "1b"
  address = "10.0.0.2"
}
