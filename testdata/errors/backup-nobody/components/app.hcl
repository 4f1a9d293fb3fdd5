component "app" {
  volume "data" {}
  container "app" {
    image  = "registry.example.com/app:v1"
    mounts = { "/data" = volume.data }
  }
  # It says what belongs in a backup, and nobody asks.
  output "backup" {
    value = [{ volume = volume.data.name }]
  }
}
