component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    mounts = ["/data"] # ERROR: Invalid mounts | a map
  }
}
