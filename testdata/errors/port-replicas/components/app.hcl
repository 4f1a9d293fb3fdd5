component "app" {
  endpoint "http" {
    port      = 8080 # ERROR: Invalid port | published at the ports 65535 to 65536
    container = container.app
  }
  container "app" {
    image    = "registry.example.com/app:v1"
    replicas = 2
  }
}
