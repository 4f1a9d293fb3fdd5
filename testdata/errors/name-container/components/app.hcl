component "app" {
  container "app" { # ERROR: Duplicate name [SX221] | "x-b"
    image = "registry.example.com/app:v1"
  }
  container "b" {
    image = "registry.example.com/app:v1"
  }
}
