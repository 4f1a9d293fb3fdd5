stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "nginx" "edge" {
  enabled  = length(services_with("metrics")) > 0 # ERROR: Unknown interface | no interface
  on       = host.a
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
}
