component "app" {
  volume "data" {
    name = "data"
  }
}
