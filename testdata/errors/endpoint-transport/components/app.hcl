component "app" {
  endpoint "http" {
    port      = 80
    transport = "upd" # ERROR: Invalid argument | "udp"
  }
}
