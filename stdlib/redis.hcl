# Broker and cache want opposite things of the same program. A broker may lose
# nothing: it evicts no key and keeps its data on disk. A cache may lose anything:
# it evicts what is used least and keeps nothing. Both in one instance means that
# a full cache silently drops queued tasks, so there is no purpose for both.
component "redis" {
  description = "Redis as a broker or as a cache."

  variable "purpose" {
    type        = string
    description = "What the data is for: broker (queues, results, sessions, channels) or cache."
    validation {
      condition     = contains(["broker", "cache"], var.purpose)
      error_message = "Use broker or cache."
    }
  }
  variable "image" {
    type        = string
    default     = "docker.io/library/redis:8"
    description = "The image; it behaves as the official one."
  }
  variable "password" {
    type        = secret
    description = "Password of clients. While it is rotated, the old and the new one are accepted."
  }
  variable "authority" {
    type        = authority
    default     = null
    description = "The authority that issues the server's certificate. With one, clients connect by TLS and in no other way."
  }
  variable "memory" {
    type        = string
    default     = "256MiB"
    description = "Memory limit of the container; the data gets a share of it."
  }
  variable "max_clients" {
    type        = number
    default     = 1000
    description = "Connections at the same time; each takes memory for its buffers."
    validation {
      condition     = var.max_clients >= 10 && var.max_clients == floor(var.max_clients)
      error_message = "Use a whole number, at least 10."
    }
  }

  locals {
    broker = var.purpose == "broker"
    tls    = !(var.authority == null)

    # For the service's own redis-cli, which says nothing that is secret.
    insecure = local.tls ? ["--tls", "--insecure"] : []

    # Writing data to disk forks, and copies every page that changes meanwhile.
    share     = local.broker ? 0.6 : 0.8
    maxmemory = floor(bytes(var.memory) * local.share)

    # What clients may do. @dangerous has what stops, empties or reveals the
    # whole instance, such as FLUSHALL, KEYS, CONFIG and MONITOR. Django's cache
    # empties itself with FLUSHDB.
    commands = local.broker ? "+@all -@admin -@dangerous +info" : "+@all -@admin -@dangerous +info +flushdb"
  }

  endpoint "redis" {
    port      = 6379
    container = container.redis
    protocol  = "redis"
  }

  volume "data" {
    enabled = local.broker
  }

  # Who may connect, as the job below writes it.
  volume "users" {
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
    image   = var.image
    user    = "999:999"
    command = ["sh", "/etc/redis/certificate.sh"]
    mounts = {
      "/etc/redis/certificate.sh" = file["certificate.sh"]
      "/issued/server.crt"        = certificate.server.cert
      "/issued/server.key"        = { source = certificate.server.key, uid = 999, gid = 999, mode = "0400" }
      "/tls"                      = volume.tls
    }
    tmpfs   = ["/tmp", "/data:size=1m,mode=1777"] # the image would make a volume of /data
    timeout = "1m"
  }

  file "redis.conf" {
    content = templatefile("redis/redis.conf.tmpl", {
      broker     = local.broker
      maxclients = var.max_clients
      maxmemory  = local.maxmemory
      tls        = local.tls
    })
  }

  file "users.acl" {
    content = templatefile("redis/users.acl.tmpl", {
      hashes   = [for slot, password in accepted(var.password) : sha256(password)]
      commands = local.commands
    })
  }

  file "start.sh" {
    source = "redis/start.sh"
  }

  file "users.sh" {
    source = "redis/users.sh"
  }

  # Without it the kernel may refuse the fork that writes data to disk.
  sysctl "vm.overcommit_memory" {
    value = "1"
  }

  container "redis" {
    description = "Redis as a ${var.purpose}"
    image       = var.image
    command     = ["sh", "/etc/redis/start.sh"]
    user        = "999:999"
    mounts = merge(
      {
        "/etc/redis/redis.conf" = file["redis.conf"]
        "/etc/redis/start.sh"   = file["start.sh"]
        "/users"                = volume.users
      },
      local.broker ? { "/data" = volume.data } : {},
      local.tls ? { "/tls" = { source = volume.tls, read_only = true } } : {},
    )
    tmpfs = local.broker ? ["/tmp"] : ["/tmp", "/data:size=16m,mode=1777"]
    health {
      # -e: an error is a failure, such as LOADING while the data is read. Who
      # answers on loopback needs no proof.
      command      = concat(["redis-cli"], local.insecure, ["-e", "--no-auth-warning", "--user", "probe", "--pass", "none", "ping"])
      interval     = "10s"
      timeout      = "5s"
      start_period = "30s"
      retries      = 5
    }
    limits {
      memory = var.memory
      pids   = 128
    }
    stop {
      timeout = "60s" # it writes its data before it ends
    }
  }

  # In a container of its own, so that another password or certificate is another
  # run of this and the server need not restart for it.
  job "users" {
    when    = "ready"
    image   = var.image
    user    = "999:999"
    command = concat(["sh", "/etc/redis/users.sh", "-h", endpoint.redis.host, "-p", endpoint.redis.port], local.insecure)
    mounts = merge(
      {
        "/etc/redis/users.sh"  = file["users.sh"]
        "/etc/redis/users.acl" = { source = file["users.acl"], uid = 999, gid = 999, mode = "0400" }
        "/users"               = volume.users
      },
      local.tls ? { "/issued/server.crt" = certificate.server.cert } : {},
    )
    tmpfs   = ["/tmp", "/data:size=1m,mode=1777"] # the image would make a volume of /data
    timeout = "1m"
  }

  precondition {
    condition     = bytes(var.memory) >= bytes("64MiB")
    error_message = "Redis needs at least 64MiB; ${var.memory} is too little."
    code          = "SX111"
  }
  precondition {
    condition     = length(self.instances) == 1
    error_message = "Redis on several hosts would be several sets of data: replication is not part of this component. Give each its own service."
    code          = "SX112"
  }

  output "url" {
    value       = "${local.tls ? "rediss" : "redis"}://:${urlencode(var.password)}@${endpoint.redis.address}"
    description = "URL with the password; append /0 for the number of the database, and then query."
  }
  output "query" {
    value       = local.tls ? "?ssl_cert_reqs=required&ssl_check_hostname=true&ssl_ca_certs=${var.authority.path}" : ""
    description = "End of a URL, by which Python's clients hold the server's certificate against the authority; empty without TLS."
  }
  output "broker_safe" {
    value       = local.broker
    description = "Whether no key is ever evicted: what queues, results and sessions need."
  }
  output "connections" {
    value       = { limits = { redis = var.max_clients } }
    description = "Connections at the same time."
  }
}
