component "app" {
  account "sweeper" {
    uid = 1500 # ERROR: Invalid account | containers run in
  }
}
