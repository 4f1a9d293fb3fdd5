stack "s" {
  environment = "test"
  language    = 1
  include     = ["comon/*.hcl"] # ERROR: Nothing to include
  example     = true
}
host "a" { address = "10.0.0.1" }
