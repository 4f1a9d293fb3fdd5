stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "nginx" "edge-b" { # ERROR: Duplicate name | for-each-name-taken.hcl:12
  on       = host.a
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
}
service "nginx" "edge" {
  for_each = { b = 1 }
  on       = host.a
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
}
