stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
secret "two" {
  source   = "host"
  generate = 32 # ERROR: Two sources of a secret
}
secret "short" {
  generate = 4 # ERROR: Invalid length | from 16 to 4096
}
secret "counted" {
  version = 2 # ERROR: Version of a sealed secret
}
secret "where" {
  source = "hots" # ERROR: Invalid argument | Did you mean "host"?
}
service "app" "one" {
  on  = host.a
  key = secret.two
}
service "app" "two" {
  on  = host.a
  key = secret.short
}
service "app" "three" {
  on  = host.a
  key = secret.counted
}
service "app" "four" {
  on  = host.a
  key = secret.where
}
