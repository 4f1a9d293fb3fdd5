component "app" {
  network "inside" {
    enabled = true
  }
  network "x" {}
  container "app" {
    image    = "registry.example.com/app:v1"
    networks = [network.inside, network.y] # ERROR: Unknown reference | network "y"
  }
}
