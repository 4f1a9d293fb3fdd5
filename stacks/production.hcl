# The trading application in production: three hosts, six services.
#
#   senexc build stacks/production.hcl     compiles one bundle per host into dist/production
#
# Nothing here says how one service reaches another. Where a service refers to
# another one, as in service.db.endpoint.sql.host, there is a connection: its
# address, the published port, the firewall rule and the order of starting all
# follow from that reference, and change with it when a service moves.

stack "senextrader" {
  environment = "production"
  language    = 1

  # Who may reach ssh. Everything else is closed unless a reference opens it.
  admin_cidrs = ["10.0.0.0/8"]

  # The account that containers run in. It has no shell, no password and no sudo.
  user    = { name = "senex", uid = 1500 }
  network = { name = "senex_net", subnet = "172.20.0.0/24" }

  # Who maintains the secrets and issues certificates.
  operators = {
    operator = "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2"
  }

  # This stack is documentation: its secrets are sealed to identities that are
  # published with it. A stack without this line is refused those.
  example = true
}

# Variables: what differs from one build to the next.
#
#   senexc build stacks/production.hcl --var image_tag=v1.2.3

variable "image_tag" {
  type        = string
  default     = "v1.0.0"
  description = "Release of the application."
  validation {
    condition     = var.image_tag != "latest"
    error_message = "Pin a release: latest means another image tomorrow, and cannot be rolled back."
  }
}

variable "image" {
  type        = string
  default     = "registry.example.com/senex-trader"
  description = "The application's image, without its tag."
}

variable "postgresql_image" {
  type        = string
  default     = "docker.io/library/postgres:17"
  description = "Image of the database."
}

variable "redis_image" {
  type        = string
  default     = "docker.io/library/redis:8"
  description = "Image of broker and cache."
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

variable "email" {
  type = object({
    host = string
    port = optional(number, 587)
    user = string
  })
  default     = null
  description = "The mail server. Without it the application sends no mail."
}

variable "sentry" {
  type        = bool
  default     = false
  description = "Whether errors are reported to Sentry."
}

locals {
  domains = [var.domain, "www.${var.domain}"]
  image   = "${var.image}:${var.image_tag}"
}

# Hosts. The address is the one at which the other hosts reach it. The recipient
# is what its secrets are sealed to: senexc enroll makes the identity on the host
# and prints it.

host "web01" {
  fqdn      = "web01.${var.domain}"
  address   = "10.0.1.10"
  groups    = ["webservers"]
  os        = "debian-13"
  memory    = "16GiB"
  cpus      = 4
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}

host "db01" {
  fqdn      = "db01.${var.domain}"
  address   = "10.0.1.20"
  groups    = ["database"]
  os        = "debian-13"
  memory    = "8GiB"
  cpus      = 4
  recipient = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt"
}

host "redis01" {
  fqdn      = "redis01.${var.domain}"
  address   = "10.0.1.30"
  groups    = ["cache"]
  os        = "debian-13"
  memory    = "4GiB"
  cpus      = 2
  recipient = "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts"
}

# Secrets. Their values are sealed in production.secrets.hcl, next to this file:
#
#   senexc secret set stacks/production.hcl db_password
#
# A secret can be put into a text or passed on, but never seen: no bundle, log or
# message has it. Each is sealed to exactly the hosts whose services use it.

secret "secret_key" {
  description = "Django's SECRET_KEY."
}
secret "field_encryption_key" {
  description = "Fernet key of encrypted columns. Without it, a backup of the database is worth little."
}
secret "db_password" {
  description = "Password of the application's role in the database."
}
secret "db_migrator_password" {
  description = "Password of the role that migrates the schema."
}
secret "broker_password" {
  description = "Password of the broker."
}
secret "cache_password" {
  description = "Password of the cache."
}
secret "tastytrade_client_id" {
  description = "The broker's OAuth client."
}
secret "tastytrade_client_secret" {
  description = "Secret of the broker's OAuth client."
}
secret "email_password" {
  description = "Password at the mail server; used when var.email is set."
}
secret "sentry_dsn" {
  description = "Where errors are reported; used when var.sentry is true."
}

# Who the services are: each of those that others connect to has a certificate
# of this authority, for the names by which it is reached. Connections are TLS,
# between hosts and on one.
#
#   senexc secret sync stacks/production.hcl     issues what is missing or near its end
#
# An example is built for as long as somebody reads it, so these certificates
# last for ever. Leave both lines out of a stack of your own.
authority "internal" {
  validity             = "73000d"
  certificate_validity = "36500d"
}

# Services: service "COMPONENT" "NAME". The variables of a component are its
# arguments; stdlib/COMPONENT.hcl has them all, with what they are for.

service "postgresql" "db" {
  on                = group.database
  authority         = authority.internal
  image             = var.postgresql_image
  database          = "senextrader"
  user              = "senex_user"
  password          = secret.db_password
  migrator_password = secret.db_migrator_password
  memory            = "6GiB"
}

# Broker and cache are two instances: a cache evicts keys when it is full, and
# with them the queued tasks.
service "redis" "broker" {
  on        = group.cache
  authority = authority.internal
  image     = var.redis_image
  purpose   = "broker"
  password  = secret.broker_password
  memory    = "1GiB"
}

service "redis" "cache" {
  on        = group.cache
  authority = authority.internal
  image     = var.redis_image
  purpose   = "cache"
  password  = secret.cache_password
  memory    = "1GiB"

  # Both listen on 6379; on the host, one of them has to take another port.
  publish = { redis = 6380 }
}

service "django" "web" {
  on          = group.webservers
  authority   = authority.internal
  image       = local.image
  settings    = "senextrader.settings.production"
  application = "senextrader.asgi:application"
  domains     = local.domains
  secret_key  = secret.secret_key
  memory      = "1GiB"

  environment = {
    FIELD_ENCRYPTION_KEY = secret.field_encryption_key

    DB_NAME     = service.db.database
    DB_USER     = service.db.user
    DB_PASSWORD = secret.db_password
    DB_HOST     = service.db.endpoint.sql.host
    DB_PORT     = service.db.endpoint.sql.port

    # Cache; then what must not be evicted: channels, queues, results.
    REDIS_URL             = "${service.cache.url}/0${service.cache.query}"
    CHANNELS_REDIS_URL    = "${service.broker.url}/1${service.broker.query}"
    CELERY_BROKER_URL     = "${service.broker.url}/2${service.broker.query}"
    CELERY_RESULT_BACKEND = "${service.broker.url}/3${service.broker.query}"

    TASTYTRADE_CLIENT_ID     = secret.tastytrade_client_id
    TASTYTRADE_CLIENT_SECRET = secret.tastytrade_client_secret
    TASTYTRADE_BASE_URL      = var.tastytrade_url

    # What is null is left out.
    EMAIL_HOST          = var.email == null ? null : var.email.host
    EMAIL_PORT          = var.email == null ? null : var.email.port
    EMAIL_USE_TLS       = var.email == null ? null : "true"
    EMAIL_HOST_USER     = var.email == null ? null : var.email.user
    EMAIL_HOST_PASSWORD = var.email == null ? null : secret.email_password
    SENTRY_DSN          = var.sentry ? secret.sentry_dsn : null
  }

  # Migrations alone may change the schema; the application cannot.
  migrate_environment = {
    DB_USER     = service.db.migrator
    DB_PASSWORD = secret.db_migrator_password
  }
}

service "celery" "celery" {
  on          = group.webservers
  authority   = authority.internal
  depends_on  = [service.web] # whose migrations its tasks expect
  image       = service.web.image
  environment = service.web.environment
  application = "senextrader"
  broker      = service.broker
  beat        = true

  workers = {
    trading = { queues = ["trading"], concurrency = 2 }
    general = { queues = ["accounts", "services", "celery"], concurrency = 4, memory = "1GiB" }
  }
}

service "nginx" "edge" {
  on          = group.webservers
  domains     = local.domains
  upstream    = service.web.instances[*].endpoint.http.address
  static_root = service.web.static_root
  health_path = "/healthz"
}

# The compiler warns of data that nothing backs up. A warning can be suppressed,
# with a reason that whoever reads it next can judge.
suppress "SX204" {
  reason = "This example makes no backups: what is in its volumes is lost with their disks."
}
