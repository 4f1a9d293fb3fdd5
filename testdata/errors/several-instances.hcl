stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "10.0.0.1"
  groups  = ["inner"]
}
host "b" {
  address = "10.0.0.2"
  groups  = ["inner"]
}
host "c" { address = "10.0.0.3" }
service "nginx" "inner" {
  on       = group.inner
  domains  = ["inner.example.com"]
  upstream = ["192.0.2.1:80"]
}
service "nginx" "edge" {
  on       = host.c
  domains  = ["example.com"]
  upstream = [service.inner.endpoint.http.address] # ERROR: Several instances | service.inner.instances
}
