component "app" {
  variable "peer" {
    type = service
  }
  endpoint "http" {
    port      = 80
    container = container.app
  }
  output "url" {
    value = "http://${endpoint.http.address}/"
  }
  container "app" {
    image = "registry.example.com/app:v1"
    environment = { PEER = var.peer.url } # ERROR: Circular order [SX231]
  }
}
