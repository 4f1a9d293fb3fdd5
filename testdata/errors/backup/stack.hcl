stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "covered" { on = host.a }
service "app" "forgotten" { # WARNING: Data without a backup [SX204] | Nothing backs up forgotten-cache on b, forgotten-data on b.
  on     = host.b
  backup = false
}
service "vault" "vault" { on = host.a }
