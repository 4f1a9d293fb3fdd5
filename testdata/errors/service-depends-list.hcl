stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "nginx" "edge" {
  on         = host.a
  depends_on = service.edge # ERROR: Invalid dependency | a list
  domains    = ["example.com"]
  upstream   = ["192.0.2.1:80"]
}
