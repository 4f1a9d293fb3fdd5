stack "s" {
  environment = "test"
  language    = 1
  include     = ["common/*.hcl"]
  example     = true
}
host "a" { address = "10.0.0.1" }
