# What the examples of language.md are compiled in. A block of an example stands
# in for the block of the same type and name here.

stack "shop" {
  environment = "production"
  language    = 1
  operators = {
    alice = "age13mykx6xjppdhlalsyc9p4zf5ech8enffd2ecqdj364e3saeevsvq2gt5n4"
  }
}

variable "image_tag" {
  type    = string
  default = "v1.0.0"
}

host "web01" {
  address = "10.0.1.10"
  groups  = ["web"]
  memory  = "8GiB"
}

host "web02" {
  address = "10.0.1.11"
  groups  = ["web"]
  memory  = "8GiB"
}

host "db01" {
  address = "10.0.1.20"
  groups  = ["data"]
  memory  = "8GiB"
}

secret "db_password" {}
secret "queue_password" {}

service "postgresql" "db" {
  on       = host.db01
  database = "shop"
  password = secret.db_password
}

service "redis" "queue" {
  on       = host.db01
  purpose  = "broker"
  password = secret.queue_password
}

service "django" "web" {
  on          = host.web01
  image       = "registry.example.com/shop:${var.image_tag}"
  settings    = "shop.settings"
  application = "shop.asgi:application"
  domains     = ["shop.example"]
}
