component "app" {
  varable "store" { # ERROR: Unsupported block type | Did you mean "variable"?
    type    = string
    default = ""
  }
  endpiont "http" { # ERROR: Unsupported block type | Did you mean "endpoint"?
    port = 8000
  }
  outputs "url" { # ERROR: Unsupported block type | Did you mean "output"?
    value = endpoint.http.address
  }
  file "/etc/app.conf" {
    content = var.store
  }
}
