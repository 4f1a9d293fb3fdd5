component "app" {
  volume "data" {}
  endpoint "http" {
    port      = 80
    container = volume.data # ERROR: Invalid reference | container
  }
}
