component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
  }
  job "j" {
    when    = "release"
    image   = "registry.example.com/app:v1"
    exec    = container.app # ERROR: Two places for a job | Remove one
    command = ["true"]
  }
}
