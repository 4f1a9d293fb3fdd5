stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "near" { on = host.a }
service "app" "far" { # ERROR: Port that the account cannot open [SX214] | at port 80 of b, and the account of the containers can open those from 1024 on only
  on = host.b
}
service "app" "moved" {
  on      = host.b
  publish = { http = 8080 }
}
service "tool" "tool" {
  on = host.a
  peers = [
    service.far.endpoint.http.address,
    service.moved.endpoint.http.address,
  ]
}
