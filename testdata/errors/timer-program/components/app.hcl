component "app" {
  # ERROR: Value that a unit cannot carry | is not a program
  timer "t" {
    schedule = ["daily"]
    command  = ["bin/clean up"]
  }
}
