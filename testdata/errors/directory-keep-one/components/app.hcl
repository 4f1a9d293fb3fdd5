component "app" {
  directory "d" {
    path         = "/srv/d"
    versioned_by = "v1"
    keep         = 1 # ERROR: Too few versions | at least 2
  }
}
