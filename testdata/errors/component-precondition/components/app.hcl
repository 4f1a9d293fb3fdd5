component "app" {
  precondition {
    condtion      = true # ERROR: Unsupported argument | "condition"
    error_message = "No."
  }
}
