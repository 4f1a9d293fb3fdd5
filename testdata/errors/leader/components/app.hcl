component "app" {
  variable "keep" {
    type    = bool
    default = true
  }
  volume "state" {
    enabled    = var.keep
    once       = true
    disposable = true
  }
  container "app" {
    once   = true
    image  = "registry.example.com/app:v1"
    mounts = { "/state" = volume.state }
  }
}
