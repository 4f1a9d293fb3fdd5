component "app" {
  variable "mode" {
    type    = string
    default = "fast"
    validation {
      condition     = contains(["fast", "safe"], var.mode)
      error_message = "Use fast or safe."
    }
  }

  locals {
    safe = var.mode == "saef" # ERROR: Value that never occurs | "safe"
  }
}
