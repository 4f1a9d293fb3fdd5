component "app" {
  probe "p" {
    tcp    = "127.0.0.1:80"
    verify = false # ERROR: Unsupported argument | a probe with http
  }
}
