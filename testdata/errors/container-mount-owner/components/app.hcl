component "app" {
  volume "data" {}

  container "app" {
    image = "registry.example.com/app:v1"
    mounts = {
      "/data" = { source = volume.data, uid = 999 } # ERROR: Owner without a file | file
    }
  }
}
