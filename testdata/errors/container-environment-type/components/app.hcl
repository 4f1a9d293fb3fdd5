component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    environment = { A = ["1"] } # ERROR: Wrong type of value | environment
  }
}
