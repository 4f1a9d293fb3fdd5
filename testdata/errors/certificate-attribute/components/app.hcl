component "app" {
  variable "authority" { type = authority }
  certificate "server" { authority = var.authority }
  container "app" {
    image  = "registry.example.com/app:1"
    mounts = { "/tls/key" = certificate.server.kee } # ERROR: Unsupported attribute | Did you mean "key"?
  }
}
