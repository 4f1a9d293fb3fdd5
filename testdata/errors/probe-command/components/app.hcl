component "app" {
  probe "p" {
    command = [] # ERROR: Missing command | nothing to run
  }
}
