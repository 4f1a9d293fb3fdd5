component "app" {
  endpoint "http" {
    port      = 80
    container = container.app
  }
  container "app" {
    image = "registry.example.com/app:v1"
    replicas = 2
  }
}
