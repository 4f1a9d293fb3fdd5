component "app" {
  variable "password" { type = secret }

  container "app" {
    image = "registry.example.com/app:v1"
    quadlet = { Container = { HostName = [var.password] } } # ERROR: Secret in a plain place | secret.pw at stack.hcl:13
  }
}
