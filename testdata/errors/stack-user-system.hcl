stack "s" {
  environment = "test"
  language    = 1
  user        = { name = "www-data", uid = 33 } # ERROR: Invalid account | 1000 to 59999
}
host "a" { address = "10.0.0.1" }
