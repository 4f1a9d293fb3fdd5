stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "redis" "x" { # ERROR: Missing required argument | "password"
  on      = host.a
  purpose = "broker"
}
