component "app" {
  network "inside" {
    subnet = "172.20.0.128/25" # ERROR: Networks overlap | container network
  }
}
