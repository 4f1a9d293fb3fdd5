stack "s" {
  environment = "test"
  language    = 1
  network     = { name = "n", subnet = "172.20.0.0/31" } # ERROR: Network too small | /28
}
host "a" { address = "10.0.0.1" }
