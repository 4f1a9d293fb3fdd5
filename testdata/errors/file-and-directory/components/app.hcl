component "app" {
  directory "data" { # ERROR: Two things of one path | app.hcl:5
    path = "/srv/data"
  }
  file "/srv/data" {
    content = ""
  }
}
