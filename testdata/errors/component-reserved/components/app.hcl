component "app" {
  variable "tags" { default = [] } # ERROR: Reserved name | argument of every service
}
