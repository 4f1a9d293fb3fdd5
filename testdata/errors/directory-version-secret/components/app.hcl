component "app" {
  variable "password" {
    type = secret
  }
  directory "d" {
    path         = "/srv/d"
    versioned_by = var.password
  }
}
