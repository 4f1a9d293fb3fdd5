component "app" {
  probe "p" {
    http    = "https://shop.example/"
    connect = "127.0.0.1" # ERROR: Invalid address | 127.0.0.1:443
  }
}
