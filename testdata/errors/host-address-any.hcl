stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "0.0.0.0" # ERROR: Invalid address | one host
}
