stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  sizes = { small = 1 }
  a     = local.sizes.samll # ERROR: Unsupported attribute | "small"
}
