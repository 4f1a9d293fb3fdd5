stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "nginx" "edge" {
  on       = host.a
  leader   = host.b # ERROR: Invalid leader | host.a
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
}
