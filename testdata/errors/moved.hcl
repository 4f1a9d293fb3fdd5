stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
service "redis" "new" {
  on       = host.a
  purpose  = "cache"
  password = secret.p
}
service "redis" "store" {
  for_each = toset(["x", "y"])
  on       = each.key == "x" ? host.a : host.b
  purpose  = "cache"
  password = secret.p
  publish  = { redis = 6380 }
}
secret "p" {}
moved {
  from = service.new # ERROR: Moved and still there | still in the stack
  to   = service.new
}
moved {
  from = service.old
  to   = service.nwe # ERROR: Unknown reference | Did you mean "new"?
}
moved {
  from = service.older
  to   = service.new
}
moved {
  from = service.oldest
  to   = service.new # ERROR: Two services moved to one | that of "older"
}
moved {
  from = service.older # ERROR: One service moved to two | already that of "new"
  to   = service.store["x"]
}
moved {
  from = service.c
  to   = service.store["z"] # ERROR: Unknown reference | no service "store-z"
}
moved { # ERROR: Circular move | p became q
  from = service.p
  to   = service.q
}
moved {
  from = service.q
  to   = service.p
}
moved {
  from = "old" # ERROR: Invalid move | a service, as in service.db
  to   = service.new.url # ERROR: Invalid move
}
moved {
  from = host.a # ERROR: Invalid move | say volume = "NAME" too
  to   = host.b # ERROR: Invalid move
}
moved { # ERROR: Missing required argument | "to"
  from = service.nobody
}
moved {
  form = service.nobody # ERROR: Unsupported argument | "from"
  to   = service.new
}
