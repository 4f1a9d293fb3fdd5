component "app" {
  variable "other" { type = service }
  output "safe" { value = true }
  precondition {
    condition     = can(output(var.other, "saef")) # ERROR: Unknown reference | "safe"
    error_message = "That service is not safe."
  }
}
