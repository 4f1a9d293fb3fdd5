component "app" {
  volume "state" {
    once       = true
    disposable = true
  }
  container "app" {
    once   = true
    image  = "registry.example.com/app:v1"
    mounts = { "/state" = volume.state }
  }
}
