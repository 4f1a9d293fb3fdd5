component "app" {
  probe "p" {
    http = "shop.example/healthz" # ERROR: Invalid URL | https://
  }
}
