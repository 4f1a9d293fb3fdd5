component "app" {
  file "conf" {} # ERROR: Content of a file | neither
  file "both" { # ERROR: Content of a file | both
    content = ""
    source  = "x"
  }
}
