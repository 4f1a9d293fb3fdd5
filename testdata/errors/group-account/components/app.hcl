component "app" {
  directory "data" {
    path  = "/srv/data"
    group = "rooot" # WARNING: Unusual account | "root"
  }
}
