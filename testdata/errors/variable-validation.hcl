stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "tag" {
  type    = string
  default = "latest" # ERROR: Invalid value | Pin a release
  validation {
    condition     = var.tag != "latest"
    error_message = "Pin a release."
  }
}
