stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "n" {
  type    = numbr # ERROR: Invalid type | "number"
  default = 1
}
