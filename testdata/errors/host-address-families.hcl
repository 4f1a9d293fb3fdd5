stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "2001:db8::2" }
service "nginx" "inner" {
  on       = host.a
  domains  = ["inner.example.com"]
  upstream = ["192.0.2.1:80"]
}
service "nginx" "edge" {
  on       = host.b
  domains  = ["example.com"]
  upstream = [service.inner.endpoint.http.address] # ERROR: Addresses of two kinds [SX211] | edge
}
