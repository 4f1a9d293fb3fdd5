component "app" {
  endpoint "http" {
    port      = 80
    container = container.app
  }
  file "x" {
    content = join(" ", endpoint.http.listen) # ERROR: Unsupported attribute | published for it
  }
  container "app" {
    image = "registry.example.com/app:v1"
  }
}
