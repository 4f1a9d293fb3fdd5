component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    replicas = 99999 # ERROR: Invalid number | at most 100
  }
}
