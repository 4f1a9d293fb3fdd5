stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "name" {
  type    = "string" # ERROR: Invalid type | without quotes
  default = "a"
}
