component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    quadlet = {
      Container = { Image = ["x"] } # ERROR: Key that the compiler writes | argument image
    }
  }
}
