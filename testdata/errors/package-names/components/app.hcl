component "app" {
  package "tls" {
    names = { debain = "openssl" } # ERROR: Unknown family | "debian"
  }
}
