component "app" {
  variable "authority" {
    type    = authority
    default = null
  }
  certificate "server" {
    authority = var.authority
    names     = ["a b"] # ERROR: Invalid name | neither a name in DNS nor an address
  }
  container "app" {
    image  = "registry.example.com/app:1"
    mounts = { "/tls/key" = certificate.server.key }
  }
}
