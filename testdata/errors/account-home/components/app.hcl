component "app" {
  account "sweeper" {
    home = "sweeper" # ERROR: Invalid path | absolute
  }
}
