component "app" {
  file "conf" {
    content = templatefile("app.tmpl", { name = "x" })
  }
}
