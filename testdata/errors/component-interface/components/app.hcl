interface "metrics" {
  type = list(string)
}
component "app" {
  file "targets" {
    content = jsonencode(services_with("metrisc")) # ERROR: Unknown interface | "metrics"
  }
}
