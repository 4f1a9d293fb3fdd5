stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "pair" {
  type    = tuple([string, number])
  default = ["a"] # ERROR: Wrong type of value | 2 elements
}
