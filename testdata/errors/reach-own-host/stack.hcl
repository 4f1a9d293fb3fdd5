stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "10.0.0.1"
  podman  = "5.2"
}
host "b" { address = "10.0.0.2" }
service "native" "here" { on = host.a }
service "native" "there" { on = host.b }
service "app" "old" {
  on   = host.a
  peer = service.here.endpoint.http.address # ERROR: Host that its containers do not reach [SX216] | 5.2
}
service "app" "new" {
  on   = host.b
  peer = service.there.endpoint.http.address
}
service "tool" "tool" {
  on   = host.a
  peer = service.here.endpoint.http.address
}
