component "app" {
  variable "peer" {
    type = string
  }
  endpoint "http" {
    port      = 8080
    container = container.app
  }
  container "app" {
    image = "registry.example.com/app:v1"
    environment = { PEER = var.peer }
  }
}
