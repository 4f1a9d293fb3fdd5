component "app" {
  file "conf" { # ERROR: Owner that no host has
    content = ""
    owner   = "www data"
  }
}
