component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    limits {
      pids = -1 # ERROR: Invalid number | negative
    }
  }
}
