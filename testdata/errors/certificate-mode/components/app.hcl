component "app" {
  variable "authority" { type = authority }
  certificate "server" {
    authority = var.authority
    mode      = "0444" # ERROR: Secret for everybody
  }
  file "/etc/app.conf" { content = certificate.server.key.path }
}
