stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "nginx" "edge" {
  for_each = { "one two" = 1 } # ERROR: Invalid name | "one two"
  on       = host.a
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
}
