component "app" {
  sysctl "net.core.somaxconn" {
    value = self.name == "x" ? "1" : "2"
  }
}
