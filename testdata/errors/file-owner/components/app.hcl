component "app" {
  file "conf" {
    content = ""
    owner   = "stakc" # WARNING: Unusual account | "stack"
  }
}
