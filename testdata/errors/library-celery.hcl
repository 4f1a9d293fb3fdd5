stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  groups    = ["both"]
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
host "b" {
  address   = "10.0.0.2"
  groups    = ["both"]
  recipient = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt"
}
secret "pw" {}
suppress "SX204" { reason = "The data of a test." }

service "redis" "cache" {
  on       = host.a
  purpose  = "cache"
  password = secret.pw
}
service "celery" "tasks" { # ERROR: Precondition failed [SX012] | evicts keys && Precondition failed [SX121] | No worker consumes && Precondition failed [SX122] | killed in the middle && Precondition failed [SX123] | gives it to a second worker
  on          = host.a
  image       = "registry.example.com/tasks:v1.0.0"
  application = "tasks"
  environment = { CELERY_BROKER_URL = service.cache.url }
  broker      = service.cache
  workers     = { mail = { queues = ["mail"], time_limit = "2h", stop_timeout = "10m" } }
}
service "celery" "idle" { # ERROR: Precondition failed [SX125] | neither workers nor beat
  on            = host.a
  image         = "registry.example.com/tasks:v1.0.0"
  application   = "tasks"
  environment   = {}
  broker        = null
  default_queue = null
  workers       = {}
}
