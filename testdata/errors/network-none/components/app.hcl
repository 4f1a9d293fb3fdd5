component "app" {
  container "app" {
    image         = "registry.example.com/app:v1"
    stack_network = false # ERROR: No network | networks = [network.NAME]
  }
}
