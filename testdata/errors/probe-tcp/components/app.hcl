component "app" {
  probe "p" {
    tcp = "127.0.0.1:0" # ERROR: Invalid address | with a port
  }
}
