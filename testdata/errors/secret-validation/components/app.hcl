component "app" {
  variable "password" {
    type = secret
    validation {
      condition     = length(var.password) > 8 # ERROR: Invalid function argument
      error_message = "Too short."
    }
  }
}
