component "app" {
  variable "data" {
    default = null
  }
  volume "data" {}
  output "data" { value = volume.data }
  container "app" {
    image = "registry.example.com/app:v1"
    mounts = { "/data" = coalesce(var.data, volume.data) } # ERROR: Not on this host | volume "data" of x is on a
  }
}
