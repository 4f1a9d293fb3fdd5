component "app" {
  volume "data" { # ERROR: Duplicate name
    name = "data"
  }
}
