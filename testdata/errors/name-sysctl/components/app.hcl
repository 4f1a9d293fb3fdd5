component "app" {
  sysctl "net.core.somaxconn" { # ERROR: Conflicting parameter | one value
    value = self.name == "x" ? "1" : "2"
  }
}
