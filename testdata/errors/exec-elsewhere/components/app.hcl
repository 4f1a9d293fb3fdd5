component "app" {
  variable "other" {
    default = null
  }
  output "container" { value = container.app }
  container "app" {
    image = "registry.example.com/app:v1"
  }
  job "warm" {
    enabled = var.other != null
    when    = "ready"
    exec    = var.other
    command = ["warm"]
  }
}
