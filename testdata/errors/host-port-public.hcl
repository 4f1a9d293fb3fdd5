stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "nginx" "one" {
  on       = host.a
  domains  = ["one.example.com"]
  upstream = ["192.0.2.1:80"]
}
service "nginx" "two" { # ERROR: Duplicate name [SX221] && Port taken [SX222] | program of the host
  on       = host.a
  domains  = ["two.example.com"]
  upstream = ["192.0.2.1:80"]
}
