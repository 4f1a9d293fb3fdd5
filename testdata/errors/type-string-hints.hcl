stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "p" {}
service "redis" "store" {
  on       = host.a
  purpose  = "cache"
  password = secret.p
}
service "django" "web" {
  on          = host.a
  image       = "registry.example.com/app:v1"
  settings    = "app.settings"
  application = "app.asgi:application"
  domains     = ["app.example"]
  environment = {
    A = service.store                # ERROR: Wrong type of value | as in service.NAME.endpoint.ENDPOINT.address
    B = service.store.endpoint.redis # ERROR: Wrong type of value | Read its address, host or port.
    C = host.a                       # ERROR: Wrong type of value | Read one of its attributes.
    D = ["x", "y"]                   # ERROR: Wrong type of value | by join()
  }
}
service "celery" "tasks" {
  on          = host.a
  image       = "registry.example.com/app:v1"
  application = "app"
  environment = {}
  broker      = null
  workers     = [{ queues = ["celery"] }] # ERROR: Wrong type of value | Give each of its elements a name
}
variable "unused" {
  type    = strng # ERROR: Invalid type | "string"
  default = "x"
}
