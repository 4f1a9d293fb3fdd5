component "app" {
  file "conf" { content = "" }

  container "app" {
    image = "registry.example.com/app:v1"
    mounts = {
      "/etc/app.conf" = { source = file["conf"], mode = "rw" } # ERROR: Invalid mode | octal
    }
  }
}
