component "app" {
  endpoint "http" {
    port = 0 # ERROR: Invalid port | 65535
  }
}
