component "app" {
  variable "peer" { type = service }
  endpoint "http" { port = 80 }
  output "where" {
    value = length(endpoint.http.listen) > 1 ? "" : "${endpoint.http.address}"
  }
  file "conf" {
    content = "${weak(var.peer.where)} ${join(" ", endpoint.http.listen)}"
  }
}
