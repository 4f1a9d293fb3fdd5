component "app" {
  network "inside" {
    subnet = "10.0.0.0/24" # ERROR: Networks overlap | address of the host "a"
  }
}
