component "app" {
  variable "password" { type = secret }

  sysctl "net.core.somaxconn" {
    value = var.password
  }
}
