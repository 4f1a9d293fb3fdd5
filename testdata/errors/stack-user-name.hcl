stack "s" {
  environment = "test"
  language    = 1
  user        = { name = "Senex User", uid = 1500 } # ERROR: Invalid account | small letters
}
host "a" { address = "10.0.0.1" }
