stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "fd00::1" }
host "b" { address = "fd00::2" }
service "app" "server" { on = host.a }
service "app" "client" {
  on   = host.b
  peer = service.server.endpoint.http.address # ERROR: Addresses of two kinds [SX211] | container network 172.20.0.0/24 has addresses of the other kind
}
