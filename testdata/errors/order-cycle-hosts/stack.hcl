stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
host "b" { address = "10.0.0.2" }
service "app" "x" {
  on   = host.a
  peer = service.y.endpoint.http.address
}
service "app" "y" {
  on   = host.b
  peer = service.x.endpoint.http.address # ERROR: Circular order of hosts [SX232] | weak()
}
