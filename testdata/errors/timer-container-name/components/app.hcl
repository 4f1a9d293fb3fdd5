component "app" {
  container "sweep" {
    image = "registry.example.com/app:v1"
  }
  timer "sweep" { # ERROR: Duplicate name [SX221] | unit "x-sweep"
    schedule = ["daily"]
    command  = ["true"]
  }
}
