stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "app" "first" {
  on     = host.a
  leader = host.a
  name   = "shop"
}
service "app" "second" { # ERROR: Two of what there may be one of [SX203] | one clock of "shop" in a stack, and there would be two: one in service "first" on a, one in service "second" on b. Each would ring.
  on   = host.b
  name = "shop"
}
service "app" "another" {
  on   = host.b
  name = "blog"
}
service "everywhere" "wide" { # ERROR: Two of what there may be one of [SX203] | one in service "wide" on a, one in service "wide" on b
  on = group.all
}
