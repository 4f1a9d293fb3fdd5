# A stack for the tests of the command line.

stack "shop" {
  environment = "production"
  language    = 1
  admin_cidrs = ["10.0.0.0/8"]
  example     = true
}

variable "motto" {
  type    = string
  default = "open"
}

host "web01" {
  fqdn      = "web01.example.com"
  address   = "10.0.1.10"
  groups    = ["web"]
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}

host "db01" {
  fqdn      = "db01.example.com"
  address   = "10.0.1.20"
  recipient = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt"
}

secret "token" {
  description = "What both hosts know."
}

secret "guard" {
  description = "Needed when var.motto says so."
}

service "redis" "broker" {
  on       = host.db01
  purpose  = "broker"
  password = secret.token
}

service "celery" "front" {
  on          = group.web
  image       = "registry.example.com/shop:1"
  application = "shop"
  environment = {
    BROKER = service.broker.url
    MOTTO  = var.motto == "guarded" ? secret.guard : var.motto
  }
  broker      = service.broker
  workers     = { all = { queues = ["celery"] } }
}

suppress "SX204" {
  reason = "Tasks that are lost are sent again."
}
