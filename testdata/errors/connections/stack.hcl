stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "front" {
  on   = group.all
  peer = service.db.endpoint.sql.address
}
service "app" "other" {
  on   = host.a
  peer = service.db.endpoint.sql.address
}
service "quiet" "unknown" {
  on   = host.a
  peer = service.db.endpoint.sql.address
}
service "store" "db" { on = host.b } # ERROR: Connections promised twice [SX202] | accepts 50 connections, and its readers may open 70: front 40 (a 20, b 20), other 30 (a 30). What unknown on a opens is not known.
