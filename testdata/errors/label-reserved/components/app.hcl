component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    labels = { "io.senexc.stack" = "x" } # ERROR: Reserved label
  }
}
