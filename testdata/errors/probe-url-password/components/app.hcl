component "app" {
  probe "p" {
    http = "http://admin:admin@127.0.0.1/" # ERROR: Invalid URL | without a password
  }
}
