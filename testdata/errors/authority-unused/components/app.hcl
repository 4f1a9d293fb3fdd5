component "app" {
  container "app" { image = "registry.example.com/app:1" }
}
