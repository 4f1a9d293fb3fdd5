component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    limits { memory = "64MiB" }
    limits { pids = 10 } # ERROR: Duplicate limits
  }
}
