component "app" {
  network "inside" {
    internal = true
  }
  endpoint "app" {
    port      = 5000
    container = container.app
  }
  container "app" {
    image         = "registry.example.com/app:v1"
    networks      = [network.inside]
    stack_network = false
  }
  probe "answers" {
    tcp = endpoint.app.address # ERROR: No way there [SX215] | no port is published
  }
}
