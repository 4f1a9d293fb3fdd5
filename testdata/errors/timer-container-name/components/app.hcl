component "app" {
  container "sweep" {
    image = "registry.example.com/app:v1"
  }
  timer "sweep" { # ERROR: Duplicate name | unit "x-sweep"
    schedule = ["daily"]
    command  = ["true"]
  }
}
