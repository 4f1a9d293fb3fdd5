stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
check "two-hosts" {
  condition     = null # ERROR: Invalid condition | null
  error_message = "One host is not enough."
}
