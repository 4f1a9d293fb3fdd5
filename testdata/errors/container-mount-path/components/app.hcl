component "app" {
  volume "data" {}

  container "app" {
    image = "registry.example.com/app:v1"
    mounts = {
      "data" = volume.data # ERROR: Invalid path | absolute
    }
  }
}
