component "app" {
  locals {
    a = local.b
    b = file["conf"].path
  }

  file "conf" { # ERROR: Circular reference | path of file "conf"
    path    = local.a
    content = ""
  }
}
