component "app" {
  unit "app" {
    validate = ["app", file["conf"].path] # ERROR: Two readers of a file | two files
  }

  file "conf" { content = "" }

  container "app" {
    image = "registry.example.com/app:v1"
    mounts = { "/etc/app.conf" = file["conf"] }
  }
}
