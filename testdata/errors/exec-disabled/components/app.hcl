component "app" {
  container "w" {
    enabled = false
    image   = "registry.example.com/app:v1"
  }
  job "warm" {
    when    = "ready"
    exec    = container.w # ERROR: Disabled part | not enabled here
    command = ["warm"]
  }
}
