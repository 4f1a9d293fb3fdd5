component "app" {
  volume "data" {}
  locals {
    a = volume # ERROR: Incomplete reference | volume.data
    b = container # ERROR: Incomplete reference | no container
  }
}
