component "app" {
  timer "t" { # ERROR: Missing required argument | schedule
    command = ["true"]
  }
}
