component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    stop {
      signal = "SIGTREM" # ERROR: Unknown signal | SIGTERM
    }
  }
}
