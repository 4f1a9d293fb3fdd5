stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "image_tag" { default = "v1" }
locals {
  a = var.image_tga # ERROR: Unknown reference | "image_tag"
}
