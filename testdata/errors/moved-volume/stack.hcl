stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "x" {
  on     = group.all
  leader = host.b
}
moved {
  volume = "x-state"
  from   = host.a
  to     = host.b
}
moved {
  volume = "x-sttae" # ERROR: Unknown volume | Did you mean "x-state"?
  from   = host.a
  to     = host.b
}
moved {
  volume = "x-state"
  from   = host.a # ERROR: Duplicate move | already said at stack.hcl:12
  to     = host.b
}
moved {
  volume = "x-state"
  from   = host.b # ERROR: Moved and still there | is on b
  to     = host.a
}
moved {
  volume = "x-state"
  from   = host.c # ERROR: Unknown reference | no host "c"
  to     = host.b
}
moved {
  volume = "x-state"
  from   = service.x # ERROR: Invalid move | a host
  to     = host.b
}
