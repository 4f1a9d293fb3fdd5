component "app" {
  job "j" {
    when    = "manual"
    once    = true
    command = ["true"]
    gate    = ["true"] # ERROR: Gate of a manual job | would never run
  }
}
