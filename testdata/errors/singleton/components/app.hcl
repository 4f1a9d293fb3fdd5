component "app" {
  variable "name" { type = string }
  container "app" {
    image = "registry.example.com/app:v1"
  }
  singleton "clock" {
    once   = true
    of     = var.name
    reason = "Each would ring."
  }
}
component "everywhere" {
  container "everywhere" {
    image = "registry.example.com/app:v1"
  }
  singleton "store" {
    reason = "They would not know of each other."
  }
}
