component "app" {
  variable "data" { default = null }

  container "app" {
    image = "registry.example.com/app:v1"
    mounts = { "/data" = var.data } # ERROR: Invalid mount
  }
}
