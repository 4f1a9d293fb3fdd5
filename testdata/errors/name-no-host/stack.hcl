stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "my_server" { on = host.a }
service "app" "client" {
  on   = host.a
  peer = service.my_server.endpoint.http.address # WARNING: Name that some clients refuse [SX225] | by the name my_server
}
service "app" "far" {
  on   = host.b
  peer = service.my_server.endpoint.http.address
}
