# Roles with as few rights as they need, because a stolen application password
# should open as little as possible:
#
#   postgres             superuser; only over the server's socket, only by the
#                        operating system's user, and without a password
#   DATABASE_owner       owns database, schema and tables; nobody logs in as it
#   user                 reads and writes rows, and nothing else
#   user_a, user_b       log in with the rights of user
#   DATABASE_migrator_a  log in and act as the owner: what migrations
#   DATABASE_migrator_b  connect as
#
# There are two logins for each purpose, because a role has one password: while
# a password is rotated, the old one opens one login and the new one the other.
# Outside of a rotation one of them is closed. Neither owns anything, so which of
# them is used makes no difference to the data.
#
# Client addresses are of no use in pg_hba.conf here: rootless port forwarding
# hides them. Who may connect is decided by the host's firewall, which follows
# from the references in the stack.
component "postgresql" {
  description = "PostgreSQL with one database, sized by its memory, and roles of least privilege."

  variable "major" {
    type        = number
    default     = 17
    description = "Major version of PostgreSQL. Another one cannot read the same data: changing it needs an upgrade of the data first."
    validation {
      condition     = contains([15, 16, 17, 18], var.major)
      error_message = "This component knows PostgreSQL 15, 16, 17 and 18."
    }
  }
  variable "image" {
    type        = string
    default     = null
    description = "The image; it behaves as the official one. By default the official one of the major version."
  }
  variable "database" {
    type        = string
    description = "Name of the database."
    validation {
      condition     = can(regex("^[a-z_][a-z0-9_]{0,50}$", var.database))
      error_message = "Use lower-case letters, digits and underscores, at most 51, and no digit first: PostgreSQL folds other names, and they would need quotes everywhere."
    }
  }
  variable "user" {
    type        = string
    default     = null
    description = "Role that has the application's rights. By default it has the name of the database. It logs in as the output user says."
    validation {
      condition     = var.user == null || can(regex("^[a-z_][a-z0-9_]{0,60}$", var.user))
      error_message = "Use lower-case letters, digits and underscores, at most 61, and no digit first."
    }
    validation {
      condition     = var.user != "postgres"
      error_message = "postgres is the superuser: an application that connects as it can read files and run programs in the container."
    }
  }
  variable "password" {
    type        = secret
    description = "Password of the application. While it is rotated, the old and the new one are accepted."
  }
  variable "migrator_password" {
    type        = secret
    default     = null
    description = "Password of the role that migrates the schema. Without it there is no such role, and the application's own role owns the schema."
  }
  variable "authority" {
    type        = authority
    default     = null
    description = "The authority that issues the server's certificate. With one, clients connect by TLS and in no other way."
  }
  variable "extensions" {
    type        = list(string)
    default     = ["pg_stat_statements"]
    description = "Extensions to create in the database."
    validation {
      condition     = alltrue([for name in var.extensions : can(regex("^[a-z][a-z0-9_-]*$", name))])
      error_message = "The name of an extension has lower-case letters, digits, underscores and hyphens, as in pg_trgm."
    }
  }
  variable "memory" {
    type        = string
    default     = "1GiB"
    description = "Memory limit of the container. Buffers and work memory are sized by it."
  }
  variable "max_connections" {
    type        = number
    default     = 100
    description = "Connections at the same time: of every web process, every worker process, and about ten for administration."
  }
  variable "storage" {
    type        = string
    default     = "ssd"
    description = "What the data is on: ssd, or hdd for spinning disks."
    validation {
      condition     = contains(["ssd", "hdd"], var.storage)
      error_message = "Use ssd or hdd."
    }
  }
  variable "settings" {
    type        = map(string)
    default     = {}
    description = "Further settings of postgresql.conf; they win over the component's own."
    validation {
      condition     = alltrue([for name in keys(var.settings) : can(regex("^[a-z][a-z0-9_.]*$", name))])
      error_message = "The name of a setting has lower-case letters, digits, underscores and dots, as in autovacuum_naptime."
    }
  }

  locals {
    image    = coalesce(var.image, "docker.io/library/postgres:${var.major}")
    user     = coalesce(var.user, var.database)
    owner    = "${var.database}_owner"
    separate = var.migrator_password != null
    migrator = "${var.database}_migrator"

    # The password of each login; null for one that is closed.
    logins = merge(
      { for slot in ["a", "b"] : "${local.user}_${slot}" => lookup(accepted(var.password), slot, null) },
      { for slot in ["a", "b"] : "${local.migrator}_${slot}" => lookup(accepted(var.migrator_password), slot, null) if local.separate },
    )

    tls = !(var.authority == null)

    # The official image declares its volume one folder higher since version 18.
    # Data beside a declared mount would be in an anonymous volume, which goes
    # with the container.
    mount = var.major >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data"
    data  = var.major >= 18 ? "/var/lib/postgresql/${var.major}/docker" : "/var/lib/postgresql/data"

    # Sizes in MiB, by the rules of thumb of pgtune for web applications.
    memory               = floor(bytes(var.memory) / 1048576)
    cpus                 = max(coalesce(self.host.cpus, 2), 2)
    shared_buffers       = floor(local.memory / 4)
    effective_cache_size = floor(local.memory * 3 / 4)
    maintenance_work_mem = between(16, floor(local.memory / 16), 2048)
    work_mem             = max(floor((local.memory - local.shared_buffers) / ((var.max_connections + local.cpus) * 3)), 4)
    shm                  = max(floor(local.memory / 4), 256)
  }

  endpoint "sql" {
    port      = 5432
    container = container.postgresql
    protocol  = "postgresql"
  }

  volume "data" {}

  # Where the server's socket is, for the job that makes the roles.
  volume "socket" {
    disposable = true
  }

  certificate "server" {
    enabled   = local.tls
    authority = var.authority
  }

  # The certificate and its key, where the running server sees them change. What a
  # container mounts from Podman's secrets stays as it was when it was made.
  volume "tls" {
    enabled    = local.tls
    disposable = true
  }

  file "certificate.sh" {
    enabled = local.tls
    source  = "tls/certificate.sh"
  }

  job "certificate" {
    enabled = local.tls
    when    = "release"
    image   = local.image
    user    = "999:999"
    command = ["sh", "/etc/postgresql/certificate.sh"]
    mounts = {
      "/etc/postgresql/certificate.sh" = file["certificate.sh"]
      "/issued/server.crt"             = certificate.server.cert
      "/issued/server.key"             = { source = certificate.server.key, uid = 999, gid = 999, mode = "0400" }
      "/tls"                           = volume.tls
    }
    tmpfs   = ["/tmp"]
    timeout = "1m"
  }

  file "postgresql.conf" {
    content = templatefile("postgresql/postgresql.conf.tmpl", {
      data                 = local.data
      max_connections      = var.max_connections
      shared_buffers       = local.shared_buffers
      effective_cache_size = local.effective_cache_size
      maintenance_work_mem = local.maintenance_work_mem
      autovacuum_work_mem  = min(local.maintenance_work_mem, 256)
      work_mem             = local.work_mem
      workers              = max(local.cpus, 8)
      parallel_workers     = local.cpus
      parallel_gather      = min(ceil(local.cpus / 2), 4)
      ssd                  = var.storage == "ssd"
      tls                  = local.tls
      settings             = { for name, value in var.settings : name => sqlliteral(value) }
    })
  }

  file "pg_hba.conf" {
    content = templatefile("postgresql/pg_hba.conf.tmpl", {
      database = var.database
      roles    = keys(local.logins)
      tls      = local.tls
    })
  }

  # Everything that the roles and the database are to be. It can be run again at
  # any time, and so a changed password is just another run. The host has what
  # passwords are checked with, and not the passwords, unless it made them.
  file "roles.sql" {
    content = templatefile("postgresql/roles.sql.tmpl", {
      database   = var.database
      owner      = local.owner
      user       = local.user
      separate   = local.separate
      users      = [for slot in ["a", "b"] : "${local.user}_${slot}"]
      migrators  = local.separate ? [for slot in ["a", "b"] : "${local.migrator}_${slot}"] : []
      passwords  = { for login, password in local.logins : login => password == null ? "" : sqlliteral(coalesce(scram(password), password)) }
      open       = { for login, password in local.logins : login => password != null }
      extensions = var.extensions
    })
  }

  container "postgresql" {
    description = "PostgreSQL ${var.major}, database ${var.database}"
    image       = local.image
    command     = ["postgres", "-c", "config_file=/etc/postgresql/postgresql.conf"]
    user        = "999:999"
    environment = {
      PGDATA        = local.data
      POSTGRES_USER = "postgres"
      # The image wants a password for the superuser at its first start. The
      # kernel makes one that nobody ever knows: no line of pg_hba.conf would
      # accept it anyway.
      POSTGRES_PASSWORD_FILE = "/proc/sys/kernel/random/uuid"
      # Checksums notice a failing disk. The builtin collation, since 17, does
      # not change its order with a new C library, which corrupts indexes.
      POSTGRES_INITDB_ARGS = join(" ", concat(
        ["--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8", "--auth-local=peer", "--auth-host=scram-sha-256"],
        var.major >= 17 ? ["--locale-provider=builtin"] : [],
      ))
    }
    mounts = merge(
      {
        (local.mount)                     = volume.data
        "/etc/postgresql/postgresql.conf" = file["postgresql.conf"]
        "/etc/postgresql/pg_hba.conf"     = file["pg_hba.conf"]
        "/run/postgresql"                 = volume.socket
      },
      local.tls ? { "/tls" = { source = volume.tls, read_only = true } } : {},
    )
    tmpfs = ["/tmp"]
    health {
      # Over TCP: while the image initialises the data it serves the socket only.
      command      = ["pg_isready", "-q", "-h", "127.0.0.1", "-U", local.user, "-d", var.database]
      interval     = "10s"
      timeout      = "5s"
      start_period = "60s"
      retries      = 5
    }
    limits {
      memory = var.memory
      shm    = "${local.shm}MiB"
      pids   = var.max_connections + 100
    }
    stop {
      signal  = "SIGINT" # fast shutdown; SIGTERM would wait for every client
      timeout = "120s"
    }
    # A killed backend is the postmaster's to handle: systemd need not stop it all.
    quadlet = {
      Service = { OOMPolicy = ["continue"] }
    }
  }

  # In a container of its own, so that another password is another run of this
  # and the server need not restart for it.
  job "roles" {
    when    = "ready"
    image   = local.image
    user    = "999:999"
    command = ["psql", "-X", "-q", "--no-password", "-v", "ON_ERROR_STOP=1", "-h", "/run/postgresql", "-U", "postgres", "-d", "postgres", "-f", "/etc/postgresql/roles.sql"]
    mounts = {
      "/run/postgresql"           = volume.socket
      "/etc/postgresql/roles.sql" = { source = file["roles.sql"], uid = 999, gid = 999, mode = "0400" }
    }
    tmpfs   = ["/tmp"]
    timeout = "2m"
  }

  # The server reads its certificate again, for whoever connects from then on.
  job "reload" {
    enabled = local.tls
    when    = "ready"
    image   = local.image
    user    = "999:999"
    command = ["psql", "-X", "-q", "--no-password", "-v", "ON_ERROR_STOP=1", "-h", "/run/postgresql", "-U", "postgres", "-d", "postgres", "-o", "/dev/null", "-c", "SELECT pg_reload_conf()"]
    mounts = {
      "/run/postgresql"    = volume.socket
      "/issued/server.crt" = certificate.server.cert # another one is another run
    }
    tmpfs   = ["/tmp"]
    timeout = "1m"
  }

  precondition {
    condition = alltrue([
      for tag in regexall(":([0-9]+)[^/]*$", local.image) : tonumber(tag[0]) == var.major
    ])
    error_message = "The image ${local.image} is not PostgreSQL ${var.major}. Say major = … for the version that the image has: where the data is mounted depends on it."
    code          = "SX101"
  }
  precondition {
    condition     = bytes(var.memory) >= bytes("256MiB")
    error_message = "PostgreSQL needs at least 256MiB; ${var.memory} is too little."
    code          = "SX102"
  }
  precondition {
    condition     = var.max_connections >= 20 && var.max_connections <= 500
    error_message = "max_connections = ${var.max_connections}: fewer than 20 leave nothing for administration, and more than 500 cost more memory than they bring. Put a connection pool in front."
    code          = "SX103"
  }
  precondition {
    condition     = local.user != local.owner
    error_message = "The application's role cannot be called ${local.owner}: that is the role that owns the database."
    code          = "SX104"
  }
  precondition {
    condition     = length(self.instances) == 1
    error_message = "A database on several hosts would be several databases: replication is not part of this component. Give each its own service."
    code          = "SX105"
  }

  output "database" {
    value       = var.database
    description = "Name of the database."
  }
  output "user" {
    value       = "${local.user}_${slot(var.password)}"
    description = "What the application logs in as: the login of the password in use."
  }
  output "migrator" {
    value       = local.separate ? "${local.migrator}_${slot(var.migrator_password)}" : "${local.user}_${slot(var.password)}"
    description = "What migrations log in as; the application's own without a migrator_password."
  }
  output "max_connections" {
    value       = var.max_connections
    description = "Connections at the same time."
  }
  output "connections" {
    # superuser_reserved_connections keeps three for whoever has to look why
    # there are no more.
    value       = { limits = { sql = var.max_connections - 3 } }
    description = "Connections that are left for others than the superuser."
  }
}

function "between" {
  description = "The number, or the nearest limit when it is outside of them."
  params      = [low, number, high]
  result      = min(max(number, low), high)
}
