component "app" {
  job "j" {
    when        = "release"
    command     = ["true"]
    environment = { A = "1" } # ERROR: Unsupported argument | image
  }
}
