stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" {
  address = "10.0.0.2"
}
host "c" {
  address = "10.0.0.3"
}
service "nginx" "inner" {
  on       = [host.a, host.b]
  domains  = ["inner.example.com"]
  upstream = ["192.0.2.1:80"]
}
service "nginx" "edge" {
  on       = host.c
  domains  = ["example.com"]
  upstream = [service.inner.url] # ERROR: Several instances | which one is meant
}
