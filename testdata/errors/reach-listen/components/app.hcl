component "deaf" {
  endpoint "http" {
    port = 9000
  }
  unit "deaf" {}
  file "/etc/deaf.conf" {
    content = "listen 127.0.0.1:9000"
  }
}
component "open" {
  endpoint "http" {
    port = 9001
  }
  unit "open" {}
  file "/etc/open.conf" {
    content = join("\n", [for address in endpoint.http.listen : "listen ${address}:9001"])
  }
}
component "tool" {
  variable "peer" { type = string }
  file "/etc/tool.conf" {
    content = var.peer
  }
}
