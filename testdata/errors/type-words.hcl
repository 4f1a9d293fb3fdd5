stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "a" {
  type    = string(1) # ERROR: Invalid type | nothing in parentheses
  default = ""
}
variable "b" {
  type    = lsit(string) # ERROR: Invalid type | "list"
  default = []
}
variable "c" {
  type    = object # ERROR: Invalid type | object({
  default = null
}
variable "d" {
  type    = tuple # ERROR: Invalid type | tuple([
  default = null
}
variable "e" {
  type    = tuple(string) # ERROR: Invalid type | list of types
  default = null
}
variable "f" {
  type    = object(string) # ERROR: Invalid type | in braces
  default = null
}
variable "g" {
  type    = map(string, number) # ERROR: Invalid type | nothing else
  default = {}
}
