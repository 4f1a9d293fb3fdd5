# The contract with the application:
#
#   - Its settings read the environment below, and what the stack adds to it.
#   - It trusts X-Forwarded-Proto and X-Forwarded-For: the reverse proxy in front
#     overwrites both, and nobody else reaches the port.
#   - STATIC_ROOT is where collectstatic writes: a folder of its own for every
#     image. The web containers see the same folder, read-only, for the manifest
#     of hashed names; the proxy serves it.
#   - A migration leaves the schema usable for the release before: expand first,
#     contract later. The old containers still serve while it runs.
component "django" {
  description = "A Django application on Daphne."

  variable "image" {
    type        = string
    description = "The application's image, with manage.py in its working directory and daphne in its path."
  }
  variable "settings" {
    type        = string
    description = "The settings module, as in project.settings.production."
  }
  variable "application" {
    type        = string
    description = "The ASGI application, as in project.asgi:application."
  }
  variable "domains" {
    type        = list(string)
    description = "Public names of the application, the main one first."
    validation {
      condition     = length(var.domains) > 0 && alltrue([for name in var.domains : can(regex("^[a-z0-9.-]+$", name))])
      error_message = "Name at least one domain, without scheme or port, as in [\"example.com\"]."
    }
  }
  variable "environment" {
    type        = map(string)
    default     = {}
    description = "What the settings read besides the component's own. A variable that is null is left out."
  }
  variable "secret_key" {
    type        = secret
    default     = null
    description = "SECRET_KEY, which signs sessions and links. While it is rotated, SECRET_KEY_FALLBACKS has the other one, as a list in JSON: what either signed is accepted."
  }
  variable "authority" {
    type        = authority
    default     = null
    description = "The authority of the services that it connects to. Its certificates are in the containers at authority.NAME.path, and libpq holds every PostgreSQL server against them."
  }
  variable "migrate_environment" {
    type        = map(string)
    default     = {}
    description = "What is different in the environment of the migration, such as its role in the database."
  }
  variable "migrate_rollback" {
    type        = string
    default     = "safe"
    description = "safe: the release before works with the new schema. forbid: it does not, and no rollback goes past the migration by itself."
    validation {
      condition     = contains(["safe", "forbid"], var.migrate_rollback)
      error_message = "Use safe or forbid."
    }
  }
  variable "replicas" {
    type        = number
    default     = 1
    description = "Processes on each host. One uses one processor."
    validation {
      condition     = var.replicas >= 1 && var.replicas == floor(var.replicas)
      error_message = "Use a whole number, at least 1."
    }
  }
  variable "memory" {
    type        = string
    default     = "512MiB"
    description = "Memory limit of each process."
  }
  variable "connections" {
    type        = number
    default     = 10
    description = "Connections to a database or broker that one process has at the same time at most: the size of its pool, or its requests at the same time."
    validation {
      condition     = var.connections >= 1 && var.connections == floor(var.connections)
      error_message = "Use a whole number, at least 1."
    }
  }
  variable "health_path" {
    type        = string
    default     = "/healthz"
    description = "A page that answers without a login when the process works."
    validation {
      condition     = startswith(var.health_path, "/")
      error_message = "A path begins with a slash."
    }
  }
  variable "uid" {
    type        = number
    default     = 1000
    description = "User and group id in the containers."
  }
  variable "static_root" {
    type        = string
    default     = null
    description = "Folder on the host for static files, with a folder in it for each image."
  }

  locals {
    user   = "${var.uid}:${var.uid}"
    static = "/srv/static" # as the containers see it

    origins = join(",", [for name in var.domains : "https://${name}"])
    contract = {
      DJANGO_SETTINGS_MODULE  = var.settings
      ALLOWED_HOSTS           = join(",", var.domains)
      CSRF_TRUSTED_ORIGINS    = local.origins
      WS_ALLOWED_ORIGINS      = local.origins
      SECURE_PROXY_SSL_HEADER = "HTTP_X_FORWARDED_PROTO,https"
      STATIC_ROOT             = local.static
      SECRET_KEY              = var.secret_key
      SECRET_KEY_FALLBACKS    = length(local.other_keys) == 0 ? null : jsonencode(local.other_keys)
    }
    other_keys = [for slot, key in accepted(var.secret_key) : key if slot != slot(var.secret_key)]

    # What libpq reads, whatever connects through it.
    trust = var.authority == null ? {} : {
      PGSSLMODE     = "verify-full"
      PGSSLROOTCERT = var.authority.path
    }
    authority   = var.authority == null ? {} : { (var.authority.path) = file["authority.pem"] }
    environment = { for name, value in merge(local.contract, local.trust, var.environment) : name => value if !(value == null) }
  }

  endpoint "http" {
    port      = 8000
    container = container.django
    protocol  = "http"
  }

  # A rollback finds the files and the manifest of the release that it goes back
  # to, as they were.
  directory "static" {
    path         = coalesce(var.static_root, "/srv/senexc/${self.name}/static")
    owner        = "stack"
    mode         = "0755"
    versioned_by = var.image
  }

  file "probe.py" {
    source = "django/probe.py"
  }

  file "migrate.py" {
    source = "django/migrate.py"
  }

  file "authority.pem" {
    enabled = !(var.authority == null)
    content = var.authority.ca
  }

  container "django" {
    description = "${var.application} on Daphne"
    image       = var.image
    replicas    = var.replicas
    command = [
      "daphne", "-b", "0.0.0.0", "-p", "8000",
      "--proxy-headers",
      "--http-timeout", "60",
      "--ping-interval", "20",
      "--ping-timeout", "30",
      "--application-close-timeout", "30",
      "--websocket_connect_timeout", "10",
      "--websocket_timeout", "86400",
      var.application,
    ]
    environment = local.environment
    mounts = merge(local.authority, {
      "/opt/senexc/probe.py" = file["probe.py"]
      (local.static)         = { source = directory.static, read_only = true }
    })
    user  = local.user
    tmpfs = ["/tmp"]
    health {
      # With a name that ALLOWED_HOSTS has: Django answers 400 to any other.
      command      = ["python3", "/opt/senexc/probe.py", var.health_path, var.domains[0]]
      interval     = "10s"
      timeout      = "10s"
      start_period = "60s"
      retries      = 3
    }
    limits {
      memory = var.memory
      pids   = 512
    }
    stop {
      timeout = "45s" # longer than application-close-timeout
    }
  }

  # One host migrates. The others wait until the schema has what their release
  # expects, and may do no more in the database than the application.
  job "migrate" {
    when        = "release"
    once        = true
    image       = var.image
    command     = ["python3", "/opt/senexc/migrate.py"]
    gate        = ["python3", "/opt/senexc/migrate.py", "--wait", "600"]
    environment = merge(local.environment, self.elected ? var.migrate_environment : {})
    mounts = merge(local.authority, {
      "/opt/senexc/migrate.py" = file["migrate.py"]
    })
    user     = local.user
    tmpfs    = ["/tmp"]
    timeout  = "30m"
    rollback = var.migrate_rollback
    limits {
      memory = var.memory
    }
  }

  # It fills the folder of its image before the proxy serves that. The account
  # that runs containers owns the folder, so that is whom the container's user is
  # mapped to.
  job "collectstatic" {
    when        = "release"
    image       = var.image
    command     = ["python3", "manage.py", "collectstatic", "--noinput"]
    environment = local.environment
    mounts = merge(local.authority, {
      (local.static) = directory.static
    })
    user    = local.user
    tmpfs   = ["/tmp"]
    timeout = "10m"
    limits {
      memory = var.memory
    }
    quadlet = {
      Container = { UserNS = ["keep-id:uid=${var.uid},gid=${var.uid}"] }
    }
  }

  output "image" {
    value       = var.image
    description = "The application's image, for workers."
  }
  output "environment" {
    value       = local.environment
    description = "The application's whole environment, for workers."
  }
  output "domains" {
    value       = var.domains
    description = "Public names of the application, the main one first."
  }
  output "static_root" {
    value       = directory.static.path
    description = "Folder on the host with the static files of the release that runs, for the proxy on the same host."
  }
  output "connections" {
    value = {
      opens = {
        postgresql = var.replicas * var.connections + 1 # that of the migration
        redis      = var.replicas * var.connections
      }
    }
    description = "What its processes open on each host, and the migration."
  }
}
