# The services of the application, the same wherever it runs. What a stack that
# includes this has of its own: its hosts, by the groups webservers, database and
# cache; local.domains, local.leader and local.size; and the variable tastytrade_url.
#
# production.hcl has the same services, with all that they are spelled out.

# Who the services are: each of those that others connect to has a certificate
# of this authority, for the names by which it is reached. Connections are TLS,
# between hosts and on one.
#
#   senexc secret sync stacks/staging.hcl     issues what is missing or near its end
#
# An example is built for as long as somebody reads it, so these certificates
# last for ever. Leave both lines out of a stack of your own.
authority "internal" {
  validity             = "73000d"
  certificate_validity = "36500d"
}

service "postgresql" "db" {
  on                = group.database
  authority         = authority.internal
  image             = var.postgresql_image
  database          = "senextrader"
  user              = "senex_user"
  password          = secret.db_password
  migrator_password = secret.db_migrator_password
  memory            = local.size.db.memory
}

# Broker and cache are two instances: a cache evicts keys when it is full, and
# with them the queued tasks.
service "redis" "broker" {
  on        = group.cache
  authority = authority.internal
  image     = var.redis_image
  purpose   = "broker"
  password  = secret.broker_password
  memory    = local.size.broker.memory
}

service "redis" "cache" {
  on        = group.cache
  authority = authority.internal
  image     = var.redis_image
  purpose   = "cache"
  password  = secret.cache_password
  memory    = local.size.cache.memory

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
  replicas    = local.size.web.replicas
  memory      = local.size.web.memory

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
  leader      = local.leader # where beat and what it remembers are
  beat_memory = local.size.beat.memory

  workers = {
    trading = merge({ queues = ["trading"] }, local.size.trading)
    general = merge({ queues = ["accounts", "services", "celery"] }, local.size.general)
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
