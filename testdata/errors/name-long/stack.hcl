stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "a-name-that-somebody-chose-on-a-long-afternoon-and-never-shortened" { on = host.a } # ERROR: Name too long [SX224] | 66 letters, and 63 is the limit
