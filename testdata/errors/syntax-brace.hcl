stack "s" { # ERROR: Unclosed configuration block
  environment = "test"
  language    = 1
  example     = true
host "a" { address = "10.0.0.1" }
