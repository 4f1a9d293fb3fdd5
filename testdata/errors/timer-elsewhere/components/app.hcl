component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
  }
  variable "other" {
    default = null
  }
  output "container" { value = container.app }
  timer "t" {
    enabled  = !(var.other == null)
    schedule = ["daily"]
    exec     = var.other
    command  = ["true"]
  }
}
