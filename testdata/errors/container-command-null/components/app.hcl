component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    command = ["app", null] # ERROR: Value required | null
  }
}
