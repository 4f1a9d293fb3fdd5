stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  podman    = "5.8"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
host "b" { # ERROR: Unsupported Podman | no Quadlet
  address   = "10.0.0.2"
  podman    = "4.3"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
host "c" { # ERROR: Unknown Podman version | "five"
  address   = "10.0.0.3"
  podman    = "five"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
service "app" "new" { on = host.a }
service "app" "old" { on = [host.b, host.c] }
