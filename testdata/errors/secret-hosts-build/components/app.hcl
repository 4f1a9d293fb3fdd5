component "app" {
  variable "key" { type = secret }
  container "app" {
    image       = "registry.example.com/app:1"
    environment = { KEY = var.key }
  }
}
