component "app" {
  network "inside" {
    subnet = "inside" # ERROR: Invalid network | such as
  }
}
