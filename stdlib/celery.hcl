# One group of workers for each kind of work, so that a slow queue does not block
# a fast one. Beat, which sends the periodic tasks, exists once, on however many
# hosts there are workers: a second one would send every task twice.
component "celery" {
  description = "Celery workers by queue, and beat."

  variable "image" {
    type        = string
    description = "The application's image, with celery in its path."
  }
  variable "environment" {
    type        = map(string)
    description = "The application's environment, the same as that of its web processes. A variable that is null is left out."
  }
  variable "authority" {
    type        = authority
    default     = null
    description = "The authority of the services that it connects to. Its certificates are in the containers at authority.NAME.path."
  }
  variable "application" {
    type        = string
    description = "The Celery application, as after celery -A."
  }
  variable "broker" {
    type        = service
    description = "The service that is the broker; null for one outside of the stack. Its output broker_safe says whether it never drops what is queued."
    validation {
      condition     = var.broker == null || can(output(var.broker, "broker_safe"))
      error_message = "That service is no broker: it has no output broker_safe, as the components of brokers do."
    }
  }
  variable "workers" {
    type = map(object({
      queues              = list(string)
      concurrency         = optional(number, 2)
      max_tasks_per_child = optional(number, 100)
      memory              = optional(string, "512MiB")
      time_limit          = optional(string, "4m")
      stop_timeout        = optional(string, "5m")
    }))
    description = "Groups of workers by name: the queues they consume, their processes, and their limits."
    validation {
      condition     = alltrue([for name, group in var.workers : length(group.queues) > 0])
      error_message = "Name the queues of each group: a worker without any would consume the default queue only."
    }
    validation {
      condition     = alltrue(flatten([for name, group in var.workers : [for queue in group.queues : can(regex("^[A-Za-z0-9_.-]+$", queue))]]))
      error_message = "The name of a queue has letters, digits, underscores, dots and hyphens."
    }
    validation {
      condition     = alltrue([for name, group in var.workers : group.concurrency >= 1 && group.max_tasks_per_child >= 1])
      error_message = "concurrency and max_tasks_per_child are at least 1."
    }
  }
  variable "default_queue" {
    type        = string
    default     = "celery"
    description = "The queue of tasks without a route (task_default_queue). Null when another service consumes it."
  }
  variable "visibility_timeout" {
    type        = string
    default     = "1h"
    description = "The application's visibility_timeout (broker_transport_options); Celery's own default is an hour."
  }
  variable "beat" {
    type        = bool
    default     = false
    description = "Whether this service sends the periodic tasks, from one of its hosts."
  }
  variable "beat_memory" {
    type        = string
    default     = "256MiB"
    description = "Memory limit of beat."
  }
  variable "uid" {
    type        = number
    default     = 1000
    description = "User and group id in the containers."
  }

  locals {
    user        = "${var.uid}:${var.uid}"
    queues      = distinct(flatten([for name, group in var.workers : group.queues]))
    processes   = sum(concat([0], [for name, group in var.workers : group.concurrency]))
    beats       = var.beat && self.elected ? 1 : 0
    environment = { for name, value in var.environment : name => value if !(value == null) }

    authority = var.authority == null ? {} : { (var.authority.path) = file["authority.pem"] }

    # A name for every worker that no other has, in all of the stack.
    node = { for name, group in var.workers : name => "${self.name}-${name}@${self.host.name}" }
    ping = { for name, node in local.node : name => ["celery", "-A", var.application, "inspect", "ping", "-t", "5", "-d", node] }
  }

  volume "beat" {
    enabled    = var.beat
    once       = true
    disposable = true # an old schedule, put back, would send everything since
  }

  singleton "beat" {
    enabled = var.beat
    once    = true
    of      = var.application
    reason  = "Each of them would send every periodic task, so each would be done twice. Say beat = true in one of the services."
  }

  file "authority.pem" {
    enabled = !(var.authority == null)
    content = var.authority.ca
  }

  container "worker" {
    for_each    = var.workers
    description = "Celery worker of ${join(", ", each.value.queues)}"
    image       = var.image
    command = [
      "celery", "-A", var.application, "worker",
      "-Q", join(",", each.value.queues),
      "-n", local.node[each.key],
      "-l", "info",
      "-O", "fair",
      "--concurrency=${each.value.concurrency}",
      "--prefetch-multiplier=1",
      "--max-tasks-per-child=${each.value.max_tasks_per_child}",
      # In KiB: a process that grows past its share is replaced after its task,
      # before the limit of the container kills one in the middle of it.
      "--max-memory-per-child=${floor(bytes(each.value.memory) * 0.8 / each.value.concurrency / 1024)}",
      "--time-limit=${seconds(each.value.time_limit)}",
      "--soft-time-limit=${max(floor(seconds(each.value.time_limit) * 0.9), 1)}",
      "--without-gossip",
      "--without-mingle",
    ]
    environment = local.environment
    mounts      = local.authority
    user        = local.user
    tmpfs       = ["/tmp"]
    init        = true
    health {
      # Starts the application anew each time: not often.
      command      = local.ping[each.key]
      interval     = "60s"
      timeout      = "30s"
      start_period = "120s"
      retries      = 3
    }
    limits {
      memory = each.value.memory
      pids   = each.value.concurrency + 128
    }
    stop {
      # On SIGTERM a worker ends the tasks it has, and takes no new ones.
      timeout = each.value.stop_timeout
    }
    # The first check comes before the worker can hear it. Until one succeeds they
    # follow each other soon, or it would take another interval until it counts
    # as started.
    quadlet = {
      Container = {
        HealthStartupCmd      = [jsonencode(local.ping[each.key])]
        HealthStartupInterval = ["2s"]
        HealthStartupTimeout  = ["30s"]
        HealthStartupSuccess  = ["1"]
      }
    }
  }

  # No health check: beat answers nobody, and how often its file changes depends on
  # the schedule and on Python's database module. When it ends it is started again.
  container "beat" {
    enabled     = var.beat
    once        = true
    description = "Celery beat"
    image       = var.image
    command = [
      "celery", "-A", var.application, "beat",
      "-l", "info",
      "-s", "/var/lib/celery/schedule",
      "--pidfile=",
    ]
    environment = local.environment
    mounts = merge(local.authority, {
      # When each task was last sent. Without it an interval starts over at every
      # restart.
      "/var/lib/celery" = volume.beat
    })
    user  = local.user
    tmpfs = ["/tmp"]
    init  = true
    limits {
      memory = var.beat_memory
      pids   = 64
    }
    stop {
      timeout = "30s"
    }
  }

  precondition {
    condition     = var.broker == null ? true : output(var.broker, "broker_safe")
    error_message = "The broker of ${self.name} evicts keys when its memory is full: queued tasks would vanish without a trace. Use a redis service with purpose = \"broker\"."
    code          = "SX012"
  }
  precondition {
    condition     = var.default_queue == null || contains(local.queues, coalesce(var.default_queue, "celery"))
    error_message = "No worker consumes the default queue ${coalesce(var.default_queue, "celery")}: tasks without a route would wait forever. Add it to a group, or say default_queue = null when another service consumes it."
    code          = "SX121"
  }
  precondition {
    condition     = alltrue([for name, group in var.workers : seconds(group.time_limit) <= seconds(group.stop_timeout)])
    error_message = "A task may run longer than its worker is given to stop, and would be killed in the middle, in: ${join(", ", [for name, group in var.workers : name if seconds(group.time_limit) > seconds(group.stop_timeout)])}. Make stop_timeout at least as long as time_limit."
    code          = "SX122"
  }
  precondition {
    condition     = alltrue([for name, group in var.workers : seconds(group.time_limit) < seconds(var.visibility_timeout)])
    error_message = "A task may run longer than visibility_timeout, after which the broker gives it to a second worker, in: ${join(", ", [for name, group in var.workers : name if seconds(group.time_limit) >= seconds(var.visibility_timeout)])}. Shorten time_limit, or make visibility_timeout longer, here and in the application."
    code          = "SX123"
  }
  precondition {
    condition     = var.beat || length(var.workers) > 0
    error_message = "${self.name} has neither workers nor beat."
    code          = "SX125"
  }

  output "queues" {
    value       = local.queues
    description = "The queues that are consumed."
  }
  output "concurrency" {
    value       = local.processes
    description = "Worker processes on each host: each may hold a connection to the database."
  }
  output "connections" {
    value = {
      opens = {
        postgresql = local.processes + local.beats
        # Every process publishes results and tasks by a pool of ten; so do the
        # parents of the workers, and beat.
        redis = 10 * (local.processes + length(var.workers) + local.beats)
      }
    }
    description = "One connection to the database for each process, and a pool of ten to the broker."
  }
}
