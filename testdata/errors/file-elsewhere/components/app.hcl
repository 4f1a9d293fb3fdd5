component "app" {
  variable "other" {
    default = null
  }
  file "settings" { content = "" }
  output "settings" { value = file["settings"] }
  container "app" {
    image  = "registry.example.com/app:v1"
    mounts = { "/settings" = coalesce(var.other, file["settings"]) } # ERROR: Not on this host | file "settings" of x is on a
  }
}
