stack "s" {
  environment = "test"
  language    = 1
  include     = ["../*.hcl"] # ERROR: Invalid path | in the folder
  example     = true
}
host "a" { address = "10.0.0.1" }
