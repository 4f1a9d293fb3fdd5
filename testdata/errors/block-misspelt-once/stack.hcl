stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
hosts "db01" { # ERROR: Unsupported block type | Did you mean "host"?
  address = "10.0.0.1"
}
host "web01" {
  address = "10.0.0.2"
}
secrets "pw" {} # ERROR: Unsupported block type | Did you mean "secret"?
local { # ERROR: Unsupported block type | Did you mean "locals"?
  mode = "cache"
}
varable "size" { # ERROR: Unsupported block type | Did you mean "variable"?
  default = "64MiB"
}
service "redis" "cache" {
  on       = host.db01
  purpose  = local.mode
  memory   = var.size
  password = secret.pw
}
service "app" "app" {
  on    = host.web01
  store = service.app.urls # ERROR: Unknown reference | Did you mean "url"?
}
