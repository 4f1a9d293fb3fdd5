stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "p" {}
variable "size" {
  type    = string
  default = "64MiB"
}
service "redis" "store" {
  on       = a     # ERROR: Unknown reference | There is a host of that name: host.a.
  purpose  = cache # ERROR: Unknown reference | If it is a text, put it in quotes: "cache".
  password = p     # ERROR: Unknown reference | secret.p.
  memory   = size  # ERROR: Unknown reference | var.size.
}
service "redis" "other" {
  on         = host.a
  purpose    = "cache"
  password   = service.store.password # ERROR: Unknown reference | "password" is an argument of it
  memory     = service.store.port     # ERROR: Unknown reference | as in service.store.endpoint.redis.port.
  depends_on = [store]                # ERROR: Invalid dependency | Did you mean service.store?
  count      = 2                      # ERROR: Unsupported argument | for_each
  hosts      = host.a                 # ERROR: Unsupported argument | Did you mean "on"?
  publish {                           # ERROR: Unexpected "publish" block | publish = { ... }
    redis = 6380
  }
}
resource "redis" "x" {} # ERROR: Unsupported block type | check, function, host
