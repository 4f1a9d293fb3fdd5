# An argument that is written as a block is one mistake.
stack "errors" {
  environment = "test"
  language    = 1
}

host "web01" {
  address   = "10.0.1.10"
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
  environment { # ERROR: Unexpected "environment" block
    CELERY_BROKER_URL = service.queue.url
  }
  broker  = service.queue
  workers = { all = { queues = ["celery"] } }
}
