stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "agent" "agent" { on = host.a }
service "app" "elsewhere" {
  on   = host.b
  peer = service.agent.endpoint.control.address # ERROR: Endpoint of its own host [SX212] | programs of its own host only, a, and the service "elsewhere" reads it on b
}
service "app" "inside" {
  on   = host.a
  peer = service.agent.endpoint.control.address # ERROR: Endpoint of its own host [SX212] | in a container, for which the loopback address of the host is another one
}
service "tool" "beside" {
  on   = host.a
  peer = service.agent.endpoint.control.address
}
