stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "a" {
  type    = list(any)
  default = [1, { b = 2 }] # ERROR: Wrong type of value | of several
}
variable "b" {
  type    = map(string)
  default = ["a"] # ERROR: Wrong type of value | map of strings
}
variable "c" {
  type    = tuple([string])
  default = "a" # ERROR: Wrong type of value | 1 element
}
variable "d" {
  type    = object({ a = string })
  default = ["a"] # ERROR: Wrong type of value | keys a
}
variable "e" {
  type    = bool
  default = "perhaps" # ERROR: Wrong type of value | true or false
}
