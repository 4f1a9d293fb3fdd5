stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "a" {
  default = "\u27ea" # ERROR: Reserved character
}
