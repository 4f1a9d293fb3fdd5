component "app" {
  job "j" {
    when    = "release"
    command = ["true"]
    timeout = "soon" # ERROR: Invalid argument | timeout
  }
}
