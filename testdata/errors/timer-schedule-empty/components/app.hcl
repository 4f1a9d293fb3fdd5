component "app" {
  timer "t" {
    schedule = [] # ERROR: Empty schedule | never runs
    command  = ["true"]
  }
}
