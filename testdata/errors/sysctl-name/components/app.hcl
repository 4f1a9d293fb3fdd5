component "app" {
  sysctl "net core" { # ERROR: Kernel parameter that cannot be written | dotted
    value = "1"
  }
}
