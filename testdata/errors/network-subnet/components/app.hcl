component "app" {
  network "inside" {
    subnet = "10.91.0.1/24" # ERROR: Invalid network | The network is 10.91.0.0/24
  }
}
