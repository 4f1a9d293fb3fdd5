stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "10.0.0.1"
  memory  = "${1e99999999}GiB" # ERROR: Number out of range
}
