component "app" {
  job "j" {
    when    = "release"
    command = ["true"]
    gate    = ["true"] # ERROR: Gate without once | once = true
  }
}
