component "app" {
  file "conf" {
    content = ""
    mode    = "644a" # ERROR: Invalid mode | octal
  }
}
