stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "tag" { # ERROR: No value for variable | --var tag=VALUE
  type = string
}
