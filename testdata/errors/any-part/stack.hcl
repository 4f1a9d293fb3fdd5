stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}

service "app" "x" {
  on = host.a
  m  = { fo = 1 } # NOTE: the service "x" is given its m here
}
service "app" "right" {
  on = host.a
  m  = { foo = 1, list = [{ bar = 1 }] }
}
service "app" "y" {
  on = host.a
  m  = { foo = 1, list = [{ baz = 1 }] } # NOTE: the service "y"
}
service "app" "z" {
  on = host.a
  m  = { fooo = 1 } # NOTE: the service "z"
}
