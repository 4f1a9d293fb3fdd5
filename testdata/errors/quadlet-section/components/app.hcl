component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    quadlet = {
      Contianer = { HostName = ["x"] } # ERROR: Unknown section | Container
    }
  }
}
