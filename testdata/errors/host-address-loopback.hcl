stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "127.0.0.1" # ERROR: Invalid address | every host reaches itself
}
host "b" { address = "10.0.0.2" }
