component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    limits {
      memory = "lots" # ERROR: Invalid argument | memory
    }
  }
}
