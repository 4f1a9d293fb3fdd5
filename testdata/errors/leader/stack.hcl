stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "x" {
  on = group.all # ERROR: Data without a leader [SX205] | Say so: leader = host.a.
}
service "app" "one" { on = host.a }
service "app" "said" {
  on     = group.all
  leader = host.b
}
service "app" "off" {
  on   = group.all
  keep = false
}
