component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    health { # ERROR: Empty command | no command
      command = []
    }
  }
}
