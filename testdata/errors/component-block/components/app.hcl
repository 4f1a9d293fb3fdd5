component "app" {
  contianer "app" { # ERROR: Unsupported block type | "container"
    image = "registry.example.com/app:v1"
  }
}
