component "app" {
  variable "password" { type = secret }

  file "conf" {
    content = ""
    mode    = var.password
  }
}
