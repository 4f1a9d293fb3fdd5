# Users, rights and the virtual host come from a file of definitions that is read
# at every start: a changed password is just another start. The node is called
# rabbit@localhost whatever the container is called, because its data is kept under
# that name, and its own ports for clusters listen inside the container only.
component "rabbitmq" {
  description = "RabbitMQ, one node, with its management page."

  variable "image" {
    type        = string
    default     = "docker.io/library/rabbitmq:4"
    description = "The image; it behaves as the official one."
  }
  variable "user" {
    type        = string
    default     = "app"
    description = "Name of the application's user."
    validation {
      condition     = can(regex("^[a-z][a-z0-9_-]*$", var.user)) && var.user != "admin"
      error_message = "Use lower-case letters, digits, underscores and hyphens, and not admin, which is the management page's user."
    }
  }
  variable "password" {
    type        = secret
    description = "Password of the application's user."
  }
  variable "admin_password" {
    type        = secret
    description = "Password of the user admin, who may do everything on the management page."
  }
  variable "vhost" {
    type        = string
    default     = "/"
    description = "The virtual host."
  }
  variable "memory" {
    type        = string
    default     = "512MiB"
    description = "Memory limit of the container. Above six tenths of it, publishers have to wait."
  }

  endpoint "amqp" {
    port      = 5672
    container = container.rabbitmq
    protocol  = "amqp"
  }

  endpoint "management" {
    port      = 15672
    container = container.rabbitmq
    protocol  = "http"
  }

  volume "data" {}

  file "rabbitmq.conf" {
    content = <<-EOT
      listeners.tcp.default = 5672
      management.tcp.port = 15672
      load_definitions = /etc/rabbitmq/definitions.json
      vm_memory_high_watermark.absolute = ${floor(bytes(var.memory) * 0.6)}
      disk_free_limit.absolute = 500MB
      log.console = true
      log.file = false
    EOT
  }

  file "enabled_plugins" {
    content = "[rabbitmq_management].\n"
  }

  file "definitions.json" {
    content = jsonencode({
      users = [
        { name = var.user, password = var.password, tags = "" },
        { name = "admin", password = var.admin_password, tags = "administrator" },
      ]
      vhosts = [{ name = var.vhost }]
      permissions = [for user in [var.user, "admin"] : {
        user      = user
        vhost     = var.vhost
        configure = ".*"
        write     = ".*"
        read      = ".*"
      }]
    })
  }

  container "rabbitmq" {
    description = "RabbitMQ"
    image       = var.image
    command     = ["rabbitmq-server"]
    user        = "999:999"
    environment = {
      RABBITMQ_NODENAME                   = "rabbit@localhost"
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS = "-kernel inet_dist_use_interface {127,0,0,1}"
      ERL_EPMD_ADDRESS                    = "127.0.0.1"
    }
    mounts = {
      "/var/lib/rabbitmq"              = volume.data
      "/etc/rabbitmq/rabbitmq.conf"    = file["rabbitmq.conf"]
      "/etc/rabbitmq/enabled_plugins"  = file["enabled_plugins"]
      "/etc/rabbitmq/definitions.json" = { source = file["definitions.json"], uid = 999, gid = 999, mode = "0400" }
    }
    tmpfs = ["/tmp", "/run", "/var/log/rabbitmq:size=16m,mode=1777"]
    health {
      # Each starts a virtual machine of Erlang: not often.
      command      = ["rabbitmq-diagnostics", "-q", "check_running"]
      interval     = "30s"
      timeout      = "20s"
      start_period = "90s"
    }
    limits {
      memory = var.memory
      pids   = 512
    }
    stop {
      timeout = "2m"
    }
    quadlet = {
      Container = { Ulimit = ["nofile=65536:65536"] } # one for each connection and queue
    }
  }

  precondition {
    condition     = bytes(var.memory) >= bytes("256MiB")
    error_message = "RabbitMQ needs at least 256MiB; ${var.memory} is too little."
  }
  precondition {
    condition     = length(self.instances) == 1
    error_message = "RabbitMQ on several hosts would be several brokers: clusters are not part of this component. Give each its own service."
  }

  output "url" {
    value       = "amqp://${var.user}:${urlencode(var.password)}@${endpoint.amqp.address}/${urlencode(var.vhost)}"
    description = "URL with the password and the virtual host."
  }
  output "broker_safe" {
    value       = true
    description = "No message is ever dropped for lack of memory: publishers wait instead."
  }
}
