component "app" {
  file "app.conf" { content = "" }
  locals {
    a = file["app.cnof"].path # ERROR: Unknown reference | "app.conf"
  }
}
