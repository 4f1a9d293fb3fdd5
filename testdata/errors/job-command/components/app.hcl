component "app" {
  job "j" { # ERROR: Missing command | command
    when = "release"
  }
}
