component "app" {
  variable "password" { type = secret }

  endpoint "http" {
    port = var.password # ERROR: Wrong type of value
  }
}
