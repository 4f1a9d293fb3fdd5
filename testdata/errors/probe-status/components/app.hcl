component "app" {
  probe "p" {
    http   = "http://127.0.0.1/"
    status = ["200", "2x"] # ERROR: Invalid status | "2x"
  }
}
