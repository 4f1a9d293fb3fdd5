component "app" {
  variable "password" { type = secret }

  unit "app" {
    name = var.password
  }
}
