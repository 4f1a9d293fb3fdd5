component "app" {
  volume "data" {}
  job "j" {
    when    = "release"
    once    = true
    image   = "registry.example.com/app:v1"
    command = ["true"]
    gate    = ["true"]
    mounts  = { "/data" = volume.data } # ERROR: Not on this host | A gate mounts nothing but files
  }
}
