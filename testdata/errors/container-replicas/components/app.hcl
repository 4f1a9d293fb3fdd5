component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    replicas = 0 # ERROR: Invalid number | at least one
  }
}
