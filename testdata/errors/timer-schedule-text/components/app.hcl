component "app" {
  timer "t" {
    schedule = "daily" # ERROR: Wrong type of value
    command  = ["true"]
  }
}
