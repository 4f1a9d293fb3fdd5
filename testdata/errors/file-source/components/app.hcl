component "app" {
  file "conf" {
    source = "ap.hcl" # ERROR: Cannot read file | app.hcl
  }
}
