component "app" {
  variable "password" { type = secret }

  file "conf" {
    path    = "/etc/${var.password}" # ERROR: Secret in a plain place | password
    content = ""
  }
}
