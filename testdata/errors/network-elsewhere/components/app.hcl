component "app" {
  variable "other" {
    default = null
  }
  network "inside" {}
  output "inside" { value = network.inside }
  container "app" {
    image    = "registry.example.com/app:v1"
    networks = [coalesce(var.other, network.inside)] # ERROR: Not on this host | network "inside" of x is on a
  }
}
