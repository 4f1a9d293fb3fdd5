stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
suppress "SX204" {
  services = [service.known]
  reason   = "It can be fetched again."
}
suppress "SX204" { # WARNING: Unused suppression | no warning SX204
  services = [service.nothing]
  reason   = "It has no volumes."
}
suppress "APP1" {
  reason = "This is a test."
}
service "app" "known" { on = host.a }
service "app" "unknown" { on = host.b } # WARNING: Data without a backup [SX204]
service "plain" "nothing" { on = host.a }
