component "app" {
  variable "other" {
    default = null
  }
  directory "pages" { path = "/srv/${self.name}" }
  output "pages" { value = directory.pages }
  container "app" {
    image  = "registry.example.com/app:v1"
    mounts = { "/pages" = coalesce(var.other, directory.pages) } # ERROR: Not on this host | directory "pages" of x is on a
  }
}
