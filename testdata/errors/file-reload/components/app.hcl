component "app" {
  unit "app" {}
  file "conf" {
    content = ""
    reload  = ["app"] # ERROR: Invalid reference | unit.NAME
  }
}
