# A component that is not in the library, beside those that are: celery takes its
# tasks from RabbitMQ, and nginx serves RabbitMQ's management page.

stack "orders" {
  environment = "test"
  language    = 1
  example     = true
}

host "web01" {
  address   = "10.0.4.10"
  os        = "debian-13"
  memory    = "2GiB"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}

host "queue01" {
  address   = "10.0.4.20"
  os        = "debian-13"
  memory    = "2GiB"
  recipient = "age16l2ejqfdrvxg7pa69d586zse8ndxw08yzthuwcs46fwj9krdegeq7wkrrt"
}

secret "queue_password" {
  description = "Password of the application at the broker."
}
secret "queue_admin_password" {
  description = "Password of admin on the broker's management page."
}

service "rabbitmq" "queue" {
  on             = host.queue01
  user           = "orders"
  password       = secret.queue_password
  admin_password = secret.queue_admin_password
  memory         = "1GiB"
}

service "celery" "worker" {
  on          = host.web01
  image       = "registry.example.com/orders:v1.0.0"
  application = "orders"
  environment = { CELERY_BROKER_URL = service.queue.url }
  broker      = service.queue
  workers     = { all = { queues = ["celery"] } }
}

service "nginx" "management" {
  on              = host.web01
  domains         = ["queue.example.com"]
  upstream        = [service.queue.endpoint.management.address]
  login_paths     = ["/api/whoami"]
  websocket_paths = []
}
