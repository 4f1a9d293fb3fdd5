component "app" {
  directory "d" {
    path = "/srv/d"
    keep = 3 # ERROR: Versions without a version | versioned_by
  }
}
