component "app" {
  variable "image" {
    type    = string
    default = "registry.example.com/app:v1"
  }
  container "app" {
    image = var.image
  }
}
