component "app" {
  variable "name" { type = string }
  file "/etc/app.conf" {
    content = lower(var.name) # ERROR: Invalid function argument | var.name at components/app.hcl:4, which is
  }
}
