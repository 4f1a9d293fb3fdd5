component "app" {
  volume "data" {}

  container "app" {
    image = "registry.example.com/app:v1"
    mounts = {
      "/data" = { source = volume.data, readonly = true } # ERROR: Unsupported key | "read_only"
    }
  }
}
