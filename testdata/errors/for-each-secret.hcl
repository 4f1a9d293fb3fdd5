stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "pw" {}
service "nginx" "edge" {
  for_each = toset([secret.pw]) # ERROR: Secret cannot be seen
  on       = host.a
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
}
