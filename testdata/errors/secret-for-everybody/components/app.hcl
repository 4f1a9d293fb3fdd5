component "app" {
  variable "password" { type = secret }

  file "conf" {
    content = var.password
    mode    = "0644" # ERROR: Secret for everybody | 0400
  }
}
