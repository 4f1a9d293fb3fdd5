component "app" {
  volume "data" {}
  locals {
    a = volume.dtaa.name # ERROR: Unknown reference | "data"
  }
}
