stack "s" {
  environment = "test"
  language    = 1
  network     = { name = "n", subnet = "10.0.0.0/16" } # ERROR: Network overlaps a host | "a"
}
host "a" { address = "10.0.0.1" }
