stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "x" { on = host.a } # WARNING: Data without a backup [SX204] | x-data on a
