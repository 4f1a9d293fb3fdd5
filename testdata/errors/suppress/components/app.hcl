component "app" {
  volume "data" {}
  container "app" {
    image  = "registry.example.com/app:v1"
    mounts = { "/data" = volume.data }
  }
  precondition {
    condition     = 1 == 2
    error_message = "This is always said."
    code          = "APP1"
    severity      = "warning"
  }
}
component "plain" {
  container "plain" {
    image = "registry.example.com/app:v1"
  }
}
