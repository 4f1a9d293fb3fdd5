component "app" {
  variable "backup" {
    type    = bool
    default = true
  }
  volume "data" {}
  volume "cache" {}
  volume "scratch" {
    disposable = true
  }
  container "app" {
    image = "registry.example.com/app:v1"
    mounts = {
      "/data"    = volume.data
      "/cache"   = volume.cache
      "/scratch" = volume.scratch
    }
  }
  output "backup" {
    value = var.backup ? [{ volume = volume.data.name }, { volume = volume.cache.name }] : null
  }
}
component "vault" {
  container "vault" {
    image       = "registry.example.com/vault:v1"
    environment = { SOURCES = jsonencode([for s in services_with("backup") : [for b in s.backup : b.volume]]) }
  }
}
