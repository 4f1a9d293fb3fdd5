component "app" {
  endpoint "http" {
    port    = 80
    enabled = false
  }
  file "x" {
    content = endpoint.http.address # ERROR: Endpoint not there | not enabled
  }
}
