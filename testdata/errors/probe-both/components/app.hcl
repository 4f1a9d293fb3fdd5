component "app" {
  probe "p" { # ERROR: What a probe asks | http and tcp
    http = "http://127.0.0.1/"
    tcp  = "127.0.0.1:80"
  }
}
