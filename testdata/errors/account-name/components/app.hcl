component "app" {
  account "sweeper" {
    name = "The Sweeper" # ERROR: Invalid account | small letters
  }
}
