component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
  }
  timer "t" {
    schedule = ["daily"]
    image    = "registry.example.com/app:v1"
    exec     = container.app # ERROR: Two places for a timer | Remove one
    command  = ["true"]
  }
}
