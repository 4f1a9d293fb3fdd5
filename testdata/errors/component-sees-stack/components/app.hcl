component "app" {
  file "conf" {
    content = host.a.address # ERROR: Unknown reference | cannot see
  }
}
