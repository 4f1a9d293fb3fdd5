component "app" {
  variable "mode" {
    type = string
    validation {
      condition     = contains(["fast", "safe"], var.mode)
      error_message = "Use fast or safe."
    }
  }
}
