component "archive" {
  description = "Documents, with an index that nobody else reaches."

  variable "image" {
    type        = string
    description = "The archive's image."
  }
  variable "token" {
    type        = secret
    description = "Opens the store of copies."
  }

  endpoint "http" {
    port      = 8080
    container = container.archive
    protocol  = "http"
  }
  endpoint "index" {
    port      = 9300
    container = container.index
  }

  network "inside" {
    internal = true
    subnet   = "10.91.0.0/24"
  }

  volume "documents" {}

  directory "pages" {
    path         = "/srv/archive/${self.name}/pages"
    owner        = "stack"
    versioned_by = var.image
    keep         = 3
  }

  container "archive" {
    image       = var.image
    networks    = [network.inside]
    environment = { INDEX = endpoint.index.address }
    mounts = {
      "/documents" = volume.documents
      "/pages"     = { source = directory.pages, read_only = true }
    }
    health {
      command  = ["archive", "check"]
      interval = "10s"
    }
    limits {
      memory = "512MiB"
    }
  }

  # The index is in the inner network only: no other container sees it, and it
  # sees nothing else.
  container "index" {
    image         = var.image
    command       = ["archive", "index"]
    networks      = [network.inside]
    stack_network = false
    limits {
      memory = "1GiB"
    }
  }

  job "pages" {
    when    = "release"
    image   = var.image
    command = ["archive", "write-pages", "/pages"]
    mounts  = { "/pages" = directory.pages }
  }

  job "schema" {
    when    = "release"
    once    = true
    image   = var.image
    command = ["archive", "schema", "--upgrade"]
    gate    = ["archive", "schema", "--check"]
    timeout = "5m"
  }

  timer "copy" {
    description      = "Copies new documents to the store"
    schedule         = ["Mon..Fri 22:30", "Sat,Sun *-*-* 04:00:00"]
    randomized_delay = "15m"
    image            = var.image
    command          = ["archive", "copy", "--since", "1d"]
    environment      = { TOKEN = var.token }
    mounts           = { "/documents" = { source = volume.documents, read_only = true } }
    timeout          = "2h"
  }

  timer "reindex" {
    description = "Writes the index anew"
    schedule    = ["*-*-01 03:00"]
    exec        = container.archive
    command     = ["archive", "reindex", "--note", "50% of $HOME; \"all\""]
  }

  account "papers-sweeper" {
    groups = ["systemd-journal"]
  }

  directory "reports" {
    path  = "/var/lib/archive-reports"
    owner = account.papers-sweeper.name
    mode  = "0750"
  }

  timer "sweep" {
    description = "Removes reports that are a month old"
    schedule    = ["daily"]
    persistent  = false
    command     = ["/usr/bin/find", directory.reports.path, "-type", "f", "-mtime", "+30", "-delete"]
  }

  package "ghostscript" {
    names = { debian = "ghostscript", redhat = "ghostscript" }
  }

  probe "answers" {
    http     = "http://${endpoint.http.address}/status"
    status   = ["200"]
    deadline = "2m"
  }

  probe "documents" {
    description = "What is kept can be read"
    exec        = container.archive
    command     = ["archive", "verify", "--sample", "10"]
    required    = false
  }

  output "documents" {
    value       = volume.documents
    description = "The documents, for services on the same host."
  }
  output "container" {
    value       = container.archive
    description = "The archive's container, for services on the same host."
  }
  output "pages" {
    value       = directory.pages.path
    description = "Folder on the host with the pages of the current release."
  }
}
