component "app" {
  variable "name" {
    type = string
  }
  output "name" {
    value = var.name # ERROR: Circular reference
  }
}
