component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    environment = {
      "A-B" = "1" # ERROR: Invalid name | A-B
    }
  }
}
