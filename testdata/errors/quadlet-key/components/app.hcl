component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    quadlet = {
      Container = {
        HostNmae = ["x"] # ERROR: Unknown key | HostName
      }
    }
  }
}
