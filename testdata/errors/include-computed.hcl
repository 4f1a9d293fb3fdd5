stack "s" {
  environment = "test"
  language    = 1
  include     = ["${local.where}/*.hcl"] # ERROR: Invalid path | written out
  example     = true
}
host "a" { address = "10.0.0.1" }
locals { where = "common" }
