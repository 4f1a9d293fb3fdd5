stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
secret "made" { # ERROR: Generated on several hosts | each would have another value
  generate = 32
}
secret "here" {
  source = "host"
}
service "app" "one" {
  on  = [host.a, host.b]
  key = secret.made
}
service "app" "two" {
  on  = [host.a, host.b]
  key = secret.here
}
