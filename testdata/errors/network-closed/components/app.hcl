component "app" {
  variable "far" {
    default = ""
  }
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
    environment   = { FAR = var.far }
  }
}
