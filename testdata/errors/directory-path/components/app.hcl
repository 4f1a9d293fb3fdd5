component "app" {
  directory "data" {
    path = "data" # ERROR: Invalid path | absolute
  }
}
