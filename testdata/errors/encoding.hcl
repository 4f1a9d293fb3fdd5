stack "shop" {
  environment = "production"
  language    = 1
}

host "web01" {
  address = "10.0.1.10" # café # ERROR: Not UTF-8
}
