component "app" {
  container "app" {
    imgae = "registry.example.com/app:v1" # ERROR: Unsupported argument | "image"
  }
}
