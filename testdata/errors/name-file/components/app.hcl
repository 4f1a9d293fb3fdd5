component "app" {
  file "/etc/app.conf" {
    content = ""
  }
}
