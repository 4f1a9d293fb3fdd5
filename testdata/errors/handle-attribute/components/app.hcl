component "app" {
  volume "data" {}
  locals {
    a = volume.data.path # ERROR: Unsupported attribute | "name"
  }
  file "x" { content = local.a }
}
