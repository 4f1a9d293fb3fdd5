stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "n" {
  type    = number
  default = "many" # ERROR: Wrong type of value
}
