component "app" {
  file "/etc/app.conf" { # ERROR: Duplicate name
    content = ""
  }
}
