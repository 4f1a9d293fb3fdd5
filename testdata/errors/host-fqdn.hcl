stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "10.0.0.1"
  fqdn    = "web 01.example.com" # ERROR: Invalid name | web01.example.com
}
host "b" {
  address = "10.0.0.2"
  fqdn    = "web.example.com"
}
host "c" {
  address = "10.0.0.3"
  fqdn    = "Web.example.com" # ERROR: Duplicate name | "b" and "c"
}
host "d" {
  address = "10.0.0.4"
  fqdn    = "web.example.com." # ERROR: Invalid name
}
