component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    health {
      command  = ["check"]
      interval = "10 seconds" # ERROR: Invalid argument | interval
    }
  }
}
