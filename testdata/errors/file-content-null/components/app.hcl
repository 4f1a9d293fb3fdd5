component "app" {
  file "conf" {
    content = null # ERROR: Content of a file | enabled = false
  }
}
