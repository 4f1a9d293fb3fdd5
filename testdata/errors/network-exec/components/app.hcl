component "app" {
  network "inside" {
    internal = true
  }
  variable "far" {
    default = ""
  }
  container "app" {
    image         = "registry.example.com/app:v1"
    networks      = [network.inside]
    stack_network = false
  }
  endpoint "app" {
    port      = 5000
    container = container.app
  }
  timer "ask" {
    schedule = ["daily"]
    exec     = container.app
    command  = ["ask", var.far]
  }
}
