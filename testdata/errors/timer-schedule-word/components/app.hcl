component "app" {
  timer "t" {
    schedule = ["dayly"] # ERROR: Invalid schedule | daily
    command  = ["true"]
  }
}
