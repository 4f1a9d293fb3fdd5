component "app" {
  unit "app" {
    name = "app" # ERROR: Invalid unit | app.service
  }
}
