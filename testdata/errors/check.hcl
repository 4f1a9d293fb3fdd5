stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
check "two-hosts" { # ERROR: Check failed | Add a host
  condition     = length(group.all) > 1
  error_message = "One host is not enough. Add a host."
}
