stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "x" {
  default = 1
  validation { # ERROR: Missing required argument | error_message
    condition = var.x > 0
  }
}
