component "app" {
  directory "data" {
    path = "/srv/data"
    mode = self.name == "x" ? "0755" : "0700"
  }
}
