component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
  }
  timer "cache" { # ERROR: Duplicate name [SX221] | system unit "x-cache.service"
    schedule = ["daily"]
    command  = ["true"]
  }
  unit "cache" {
    name = "x-cache.service"
  }
}
