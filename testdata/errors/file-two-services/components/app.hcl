component "app" {
  variable "mount" {
    default = null
  }
  file "settings" {
    enabled = var.mount == null
    content = ""
  }
  job "use" {
    enabled = var.mount == null
    when    = "manual"
    command = ["use", file["settings"].path] # ERROR: Two readers of a file | mounted by container "app"
  }
  output "settings" { value = file["settings"] }
  container "app" {
    enabled = !(var.mount == null)
    image   = "registry.example.com/app:v1"
    mounts  = { "/settings" = var.mount }
  }
}
