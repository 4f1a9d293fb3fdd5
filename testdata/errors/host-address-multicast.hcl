stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "224.0.0.1" # ERROR: Invalid address | one host
}
