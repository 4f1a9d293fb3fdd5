# Staging: all that runs in production, on one host.
#
#   senexc build stacks/staging.hcl     compiles its bundle into dist/staging
#
# The services are those of common/. Here they are neighbours, so they reach each
# other by name in the container network: the only open ports are those of nginx.

stack "senextrader" {
  environment = "staging"
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
  default     = "staging.your-domain.com"
  description = "The public name."
}

variable "tastytrade_url" {
  type        = string
  default     = "https://api.cert.tastyworks.com"
  description = "The broker's API. This one is its sandbox, where no real money is."
  validation {
    condition     = var.tastytrade_url != "https://api.tastyworks.com"
    error_message = "That API trades real money: staging has to use the sandbox, https://api.cert.tastyworks.com."
  }
}

host "stage01" {
  fqdn      = "stage01.your-domain.com"
  address   = "10.0.2.10"
  groups    = ["webservers", "database", "cache"]
  os        = "debian-13"
  memory    = "4GiB"
  cpus      = 2
  recipient = "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr"
}

locals {
  domains = [var.domain]
  leader  = host.stage01
  size = {
    db      = { memory = "768MiB" }
    broker  = { memory = "256MiB" }
    cache   = { memory = "128MiB" }
    web     = { memory = "512MiB", replicas = 1 }
    beat    = { memory = "192MiB" }
    trading = { memory = "384MiB", concurrency = 1 }
    general = { memory = "512MiB", concurrency = 2 }
  }
}
