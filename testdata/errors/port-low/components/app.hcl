component "app" {
  endpoint "http" {
    port      = 80
    container = container.app
  }
  container "app" {
    image = "registry.example.com/app:v1"
  }
}
component "tool" {
  variable "peers" { type = list(string) }
  container "tool" {
    image       = "registry.example.com/app:v1"
    environment = { PEERS = join(" ", var.peers) }
  }
}
