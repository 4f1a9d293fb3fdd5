component "app" {
  timer "t" {
    schedule = ["daily", "25:00"] # ERROR: Invalid schedule | there is no hour 25
    command  = ["true"]
  }
}
