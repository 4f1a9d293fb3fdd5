stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  # ERROR: Unclosed text | EOT
  a = <<-EOT
    one
    two
}
