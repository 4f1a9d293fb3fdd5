# A queue and its workers on one host: senexc build stacks/minimal.hcl
stack "tasks" {
  environment = "minimal"
  language    = 1
  example     = true
}

host "web01" {
  address   = "10.0.1.10"
  os        = "debian-13"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}

secret "queue_password" {}

service "redis" "queue" {
  on       = host.web01
  purpose  = "broker"
  password = secret.queue_password
}

service "celery" "tasks" {
  on          = host.web01
  image       = "registry.example.com/tasks:v1.0.0"
  application = "tasks"
  environment = { CELERY_BROKER_URL = service.queue.url }
  broker      = service.queue
  workers     = { all = { queues = ["celery"] } }
}

suppress "SX204" {
  reason = "Tasks that are lost with the disk are sent again."
}
