stack "s" { # ERROR: No hosts
  environment = "test"
  language    = 1
  example     = true
}
