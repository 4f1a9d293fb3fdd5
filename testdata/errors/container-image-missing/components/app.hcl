component "app" {
  container "app" {} # ERROR: Missing required argument | image
}
