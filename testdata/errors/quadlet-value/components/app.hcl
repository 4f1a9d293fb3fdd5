component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    quadlet = {
      Container = { Label = ["a=\"b"] } # ERROR: Value that a unit cannot carry
    }
  }
}
