stack "s" {
  environment = "test"
  language    = 1
  operators   = { bob = "AGE-SECRET-KEY-1QQQQ" } # ERROR: Invalid operator | "bob" is an identity, which is secret
}
host "a" { address = "10.0.0.1" }
