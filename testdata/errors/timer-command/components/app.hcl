component "app" {
  timer "t" { # ERROR: Missing command | The timer "t" has nothing to run
    schedule = ["daily"]
  }
}
