component "app" {
  account "sweeper" { # ERROR: Invalid account | "Big Group"
    groups = ["Big Group"]
  }
}
