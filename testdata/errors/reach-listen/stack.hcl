stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "deaf" "deaf" { on = host.a }
service "open" "open" { on = host.a }
service "tool" "near" {
  on   = host.a
  peer = service.deaf.endpoint.http.address
}
service "tool" "far" {
  on   = host.b
  peer = "${service.open.endpoint.http.address} ${service.deaf.endpoint.http.address}" # WARNING: Nobody says where it listens [SX213] | endpoint.http.listen
}
