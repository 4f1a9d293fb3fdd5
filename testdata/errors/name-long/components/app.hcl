component "app" {
  variable "peer" {
    type    = string
    default = null
  }
  endpoint "http" {
    port      = 8080
    container = container.app
    protocol  = "http"
  }
  container "app" {
    image       = "registry.example.com/app:v1"
    environment = { PEER = var.peer }
  }
}
