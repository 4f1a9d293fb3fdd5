stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "celery" "tasks" {
  on          = host.a
  image       = "registry.example.com/app:v1"
  application = "app"
  environment = {}
  broker      = "redis" # ERROR: Wrong type of value | service.NAME
  workers     = { all = { queues = ["celery"] } }
}
