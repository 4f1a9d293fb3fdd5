stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "ports" {
  type    = map(list(number))
  default = {
    web = [80, 443]
    ssh = [22, "any"] # ERROR: Wrong type of value | ports
  }
}
