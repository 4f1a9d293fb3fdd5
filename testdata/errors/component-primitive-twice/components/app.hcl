component "app" {
  volume "data" {}
  volume "data" {} # ERROR: Duplicate volume
}
