# What its host's Podman knows is in order there.
component "app" {
  container "app" {
    image   = "registry.example.com/app:v1"
    quadlet = { Container = { AppArmor = ["x"] } }
  }
}
