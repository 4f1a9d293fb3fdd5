stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "p" {}
locals {
  size = "lots" # ERROR: Invalid argument | "lots" is not a size
}
# One mistake, although the component reads it in three places.
service "redis" "x" {
  on       = host.a
  purpose  = "cache"
  password = secret.p
  memory   = local.size
}
