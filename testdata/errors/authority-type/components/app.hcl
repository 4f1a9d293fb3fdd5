component "app" {
  variable "authority" {
    type    = authority
    default = null
  }
  certificate "server" { authority = var.authority }
  container "app" {
    image  = "registry.example.com/app:1"
    mounts = { "/tls/key" = certificate.server.key }
  }
}
