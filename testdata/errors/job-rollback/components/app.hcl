component "app" {
  job "j" {
    when     = "release"
    command  = ["true"]
    rollback = "frobid" # ERROR: Invalid argument | "forbid"
  }
}
