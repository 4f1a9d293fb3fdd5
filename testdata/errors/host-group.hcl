stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" {
  address = "10.0.0.2"
  groups  = ["webservers"]
}
host "c" {
  address = "10.0.0.3"
  groups  = ["webserver"] # WARNING: Unused group
}
service "nginx" "edge" {
  on       = group.webservers
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
}
