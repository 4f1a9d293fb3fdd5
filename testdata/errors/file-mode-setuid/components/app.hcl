component "app" {
  file "/usr/local/bin/app" { # ERROR: Mode that a bundle does not carry | 4755
    content = ""
    mode    = "4755"
  }
}
