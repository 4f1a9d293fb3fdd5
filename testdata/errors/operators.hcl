stack "s" {
  environment = "test"
  language    = 1
  operators = { # ERROR: Invalid operator | "alice" is not a recipient of age
    alice = "alice@example.com"
  }
}
host "a" { address = "10.0.0.1" }
