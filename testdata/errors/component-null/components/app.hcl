component "app" {
  volume "data" {
    enabled = false
  }
  file "x" {
    content = volume.data.name # ERROR: Content of a file | null
  }
}
