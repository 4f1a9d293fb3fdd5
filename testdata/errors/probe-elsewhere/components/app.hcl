component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
  }
  variable "other" {
    default = null
  }
  output "container" { value = container.app }
  probe "p" {
    enabled = !(var.other == null)
    exec    = var.other
    command = ["true"]
  }
}
