component "app" {
  job "j" {
    when    = "relaese" # ERROR: Invalid argument | "release"
    command = ["true"]
  }
}
