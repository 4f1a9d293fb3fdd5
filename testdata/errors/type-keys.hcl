stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "a" {
  type    = object({ "a b" = string }) # ERROR: Invalid type | plain name
  default = null
}
variable "b" {
  type    = object({ a = string, a = number }) # ERROR: Invalid type | already
  default = null
}
variable "c" {
  type    = object({ a = optional() }) # ERROR: Invalid type | optional(number, 80)
  default = null
}
variable "d" {
  type    = object({ a = optional(string, local.x) }) # ERROR: Invalid type | plain value
  default = null
}
variable "e" {
  type    = object({ a = optional(number, "many") }) # ERROR: Wrong type of value | number
  default = null
}
locals { x = 1 }
