component "app" {
  file "/etc/my app.conf" { # ERROR: Invalid path | spaces
    content = ""
  }
}
