stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = secret.pw != null ? 1 : 2
  b = "${secret.pw}x" == "y" ? 1 : 2 # ERROR: Secret cannot be seen
}
secret "pw" {}
