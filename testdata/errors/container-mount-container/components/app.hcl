component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    mounts = {
      "/data" = container.app # ERROR: Invalid mount
    }
  }
}
