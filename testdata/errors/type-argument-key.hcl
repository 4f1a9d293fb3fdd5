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
  broker      = null
  workers     = {
    all = { queues = ["celery"], concurency = 2 } # ERROR: Unsupported key
  }
}
