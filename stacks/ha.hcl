# Two web hosts, either of which may fail, or be taken out of service.
#
#   senexc build stacks/ha.hcl     compiles its bundles into dist/ha
#
# The services are those of common/. What a second web host changes:
#
#   - Each has nginx, which balances over the application's processes on both:
#     service.web.instances are four of them. Two names in DNS, or an address
#     that moves, lead to one nginx or the other.
#   - What has to exist once is on web01. It runs beat, because local.leader says
#     so: beat has data that would stay behind if it went to another host without
#     a word. And it migrates the schema, as the first of the hosts by name; web02
#     is installed after it, and its application starts when the schema is there.
#
# Database, broker and cache are still one of each.

stack "senextrader" {
  environment = "ha"
  language    = 1
  include     = ["common/*.hcl"]
  admin_cidrs = ["10.0.0.0/8"]
  user        = { name = "senex", uid = 1500 }
  network     = { name = "senex_net", subnet = "172.20.0.0/24" }

  operators = {
    operator = "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2"
  }

  # Published secrets, as in production.hcl.
  example = true
}

variable "domain" {
  type        = string
  default     = "your-domain.com"
  description = "The public name."
}

variable "tastytrade_url" {
  type        = string
  default     = "https://api.tastyworks.com"
  description = "The broker's API. This one trades real money; its sandbox is https://api.cert.tastyworks.com."
}

host "web01" {
  fqdn      = "web01.${var.domain}"
  address   = "10.0.3.10"
  groups    = ["webservers"]
  os        = "debian-13"
  memory    = "8GiB"
  cpus      = 4
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}

host "web02" {
  fqdn      = "web02.${var.domain}"
  address   = "10.0.3.11"
  groups    = ["webservers"]
  os        = "debian-13"
  memory    = "8GiB"
  cpus      = 4
  recipient = "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e"
}

host "db01" {
  fqdn      = "db01.${var.domain}"
  address   = "10.0.3.20"
  groups    = ["database"]
  os        = "debian-13"
  memory    = "8GiB"
  cpus      = 4
  recipient = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt"
}

host "redis01" {
  fqdn      = "redis01.${var.domain}"
  address   = "10.0.3.30"
  groups    = ["cache"]
  os        = "debian-13"
  memory    = "4GiB"
  cpus      = 2
  recipient = "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts"
}

locals {
  domains = [var.domain, "www.${var.domain}"]
  leader  = host.web01
  size = {
    db      = { memory = "6GiB" }
    broker  = { memory = "1GiB" }
    cache   = { memory = "1GiB" }
    web     = { memory = "1GiB", replicas = 2 }
    beat    = { memory = "256MiB" }
    trading = { memory = "512MiB", concurrency = 2 }
    general = { memory = "1GiB", concurrency = 4 }
  }
}
