component "native" {
  endpoint "http" {
    port = 9001
  }
  unit "native" {}
  file "/etc/native.conf" {
    content = join("\n", [for address in endpoint.http.listen : "listen ${address}:9001"])
  }
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
