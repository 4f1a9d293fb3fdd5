component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    quadlet = {
      Container = { AppArmor = ["x"] } # ERROR: Key too new for this host | Podman 5.8
    }
  }
}
