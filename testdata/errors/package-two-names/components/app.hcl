component "app" {
  package "tls" {
    name  = "openssl" # ERROR: Two names of a package | Remove one
    names = { debian = "openssl" }
  }
}
