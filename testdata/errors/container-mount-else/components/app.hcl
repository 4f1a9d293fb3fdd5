component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    mounts = {
      "/data" = "data" # ERROR: Invalid mount | a volume, a file or a directory
    }
  }
}
