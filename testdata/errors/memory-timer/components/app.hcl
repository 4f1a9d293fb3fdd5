component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    limits { memory = "768MiB" }
  }
  timer "report" {
    schedule = ["daily"]
    image    = "registry.example.com/app:v1"
    command  = ["report"]
    limits { memory = "512MiB" }
  }
}
