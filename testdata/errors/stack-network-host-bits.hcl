stack "s" {
  environment = "test"
  language    = 1
  network     = { name = "n", subnet = "172.20.0.5/24" } # ERROR: Invalid network | 172.20.0.0/24
}
host "a" { address = "10.0.0.1" }
