component "agent" {
  endpoint "control" {
    port   = 9000
    expose = "host"
  }
  unit "agent" {}
}
component "app" {
  variable "peer" { type = string }
  container "app" {
    image       = "registry.example.com/app:v1"
    environment = { PEER = var.peer }
  }
}
component "tool" {
  variable "peer" { type = string }
  file "/etc/tool.conf" {
    content = var.peer
  }
}
