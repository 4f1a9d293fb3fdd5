component "app" {
  timer "t" {
    schedule    = ["daily"]
    command     = ["true"]
    environment = { A = "1" } # ERROR: Unsupported argument | Give the timer an image
  }
}
