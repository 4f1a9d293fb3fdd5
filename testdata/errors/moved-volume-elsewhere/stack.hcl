stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
host "c" { address = "10.0.0.3" }
service "app" "x" {
  on     = group.all
  leader = host.b
}
moved {
  volume = "x-state"
  from   = host.a
  to     = host.c # ERROR: Moved to another host | is on b
}
