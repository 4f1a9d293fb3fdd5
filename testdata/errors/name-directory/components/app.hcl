component "app" {
  directory "data" { # ERROR: Conflicting directory | different owners
    path = "/srv/data"
    mode = self.name == "x" ? "0755" : "0700"
  }
}
