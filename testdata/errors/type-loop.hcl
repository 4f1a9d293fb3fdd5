stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "groups" {
  type    = map(object({ memory = string }))
  default = {}
}
locals {
  a = [for name, group in var.groups : group.memroy] # ERROR: Unsupported attribute | "memory"
  b = [for name, group in var.groups : gruop.memory] # ERROR: Unknown reference | "group"
}
