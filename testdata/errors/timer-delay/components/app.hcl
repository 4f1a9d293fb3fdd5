component "app" {
  timer "t" {
    schedule         = ["daily"]
    command          = ["true"]
    randomized_delay = "a while" # ERROR: Invalid argument | randomized_delay
  }
}
