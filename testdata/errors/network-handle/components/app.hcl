component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
  }
  container "side" {
    image    = "registry.example.com/app:v1"
    networks = [container.app] # ERROR: Invalid reference | this is a container
  }
}
