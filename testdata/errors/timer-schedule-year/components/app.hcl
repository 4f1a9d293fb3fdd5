component "app" {
  timer "t" {
    schedule = ["2027-01-01 03:00"] # ERROR: Invalid schedule | names a year
    command  = ["true"]
  }
}
