stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
check "two-hosts" {
  condition     = true
  error_message = "One host is not enough."
  severity      = "warn" # ERROR: Invalid argument | Did you mean "warning"?
}
