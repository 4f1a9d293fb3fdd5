# nginx runs natively: it sees the clients' addresses, which rootless containers
# do not, and may listen on 80 and 443.
#
# It owns /etc/nginx/nginx.conf as a whole, which includes conf.d and nothing
# else. So the distribution's default site, wherever it is, has no part in it.
#
# The certificate is expected in /etc/senexc/tls/NAME. Until somebody puts one
# there, a self-signed one is in its place: nginx starts, and answers what an
# authority asks for over HTTP.
component "nginx" {
  description = "nginx as the public entry: TLS, HTTP/2, WebSocket, rate limits, static files."

  variable "domains" {
    type        = list(string)
    description = "Names that it serves. Connections for any other are refused."
    validation {
      condition     = length(var.domains) > 0 && alltrue([for name in var.domains : can(regex("^(\\*\\.)?[a-z0-9.-]+$", name))])
      error_message = "Name at least one domain, without scheme or port, as in [\"example.com\"]."
    }
  }
  variable "upstream" {
    type        = list(string)
    description = "Addresses of the application: one for each replica, as in [for i in service.web.instances : i.endpoint.http.address]."
    validation {
      condition     = length(var.upstream) > 0
      error_message = "Without an upstream there is nothing to serve."
    }
  }
  variable "static_root" {
    type        = string
    default     = null
    description = "Folder with static files on the same host; null when there is none. Of a directory with versions, what the current one does not have is looked for in the one before: pages that are open in a browser still ask for it."
  }
  variable "static_path" {
    type        = string
    default     = "/static/"
    description = "Path of the static files in URLs."
    validation {
      condition     = can(regex("^/[A-Za-z0-9_./-]*/$", var.static_path))
      error_message = "The path begins and ends with a slash."
    }
  }
  variable "health_path" {
    type        = string
    default     = null
    description = "A page of the application that must answer through this proxy after an installation, as in /healthz; null to ask for none."
    validation {
      condition     = var.health_path == null || can(regex("^/[A-Za-z0-9_./-]*$", var.health_path))
      error_message = "A path begins with a slash."
    }
  }
  variable "websocket_paths" {
    type        = list(string)
    default     = ["/ws/"]
    description = "Paths of WebSockets, with what is below them."
    validation {
      condition     = alltrue([for path in var.websocket_paths : can(regex("^/[A-Za-z0-9_./-]*$", path))])
      error_message = "A path begins with a slash."
    }
  }
  variable "login_paths" {
    type        = list(string)
    default     = ["/accounts/login/", "/admin/login/"]
    description = "Paths where passwords are tried: they get a rate limit of their own."
    validation {
      condition     = alltrue([for path in var.login_paths : can(regex("^/[A-Za-z0-9_./-]*$", path))])
      error_message = "A path begins with a slash."
    }
  }
  variable "rate" {
    type        = string
    default     = "20r/s"
    description = "Requests of one address to the application."
    validation {
      condition     = can(regex("^[1-9][0-9]*r/[sm]$", var.rate))
      error_message = "A rate is written as in 20r/s or 300r/m."
    }
  }
  variable "login_rate" {
    type        = string
    default     = "10r/m"
    description = "Requests of one address to the login paths."
    validation {
      condition     = can(regex("^[1-9][0-9]*r/[sm]$", var.login_rate))
      error_message = "A rate is written as in 20r/s or 300r/m."
    }
  }
  variable "connections" {
    type        = number
    default     = 50
    description = "Connections of one address at the same time."
  }
  variable "max_body_size" {
    type        = string
    default     = "10MiB"
    description = "Largest request."
  }
  variable "certificate" {
    type        = string
    default     = null
    description = "Path on the host of the certificate with its chain. By default /etc/senexc/tls/NAME/fullchain.pem, self-signed until replaced."
    validation {
      condition     = var.certificate == null || can(regex("^/[A-Za-z0-9_./-]+$", var.certificate))
      error_message = "An absolute path, as in /etc/letsencrypt/live/example.com/fullchain.pem."
    }
  }
  variable "certificate_key" {
    type        = string
    default     = null
    description = "Path on the host of its key."
    validation {
      condition     = var.certificate_key == null || can(regex("^/[A-Za-z0-9_./-]+$", var.certificate_key))
      error_message = "An absolute path, as in /etc/letsencrypt/live/example.com/privkey.pem."
    }
  }
  variable "hsts" {
    type        = string
    default     = null
    description = "How long browsers must insist on HTTPS, as in \"17520h\" for two years. They cannot be told otherwise before that ends, so it is off until asked for."
  }
  variable "headers" {
    type = map(string)
    default = {
      "Permissions-Policy"     = "camera=(), geolocation=(), microphone=(), payment=()"
      "Referrer-Policy"        = "strict-origin-when-cross-origin"
      "X-Content-Type-Options" = "nosniff"
      "X-Frame-Options"        = "DENY"
    }
    description = "Headers of every answer, in place of the application's."
    validation {
      condition     = alltrue([for name in keys(var.headers) : can(regex("^[A-Za-z][A-Za-z0-9-]*$", name))])
      error_message = "The name of a header has letters, digits and hyphens."
    }
  }

  locals {
    placeholder = var.certificate == null
    tls         = "/etc/senexc/tls/${self.name}"
    certificate = coalesce(var.certificate, "${local.tls}/fullchain.pem")
    key         = coalesce(var.certificate_key, "${local.tls}/privkey.pem")
    acme        = "/var/www/acme" # where a client of an authority puts its answers
    http2       = self.host.facts.nginx_http2 == "directive"
    versions    = var.static_root == null ? null : one(flatten(regexall("^(.*)/current$", var.static_root)))
    site        = replace(var.domains[0], "*.", "www.") # a name that it answers to
    sts         = var.hsts == null ? {} : { "Strict-Transport-Security" = "max-age=${seconds(var.hsts)}" }
    headers     = { for name, value in merge(var.headers, local.sts) : name => nginxquote(value) }
  }

  endpoint "http" {
    port     = 80
    protocol = "http"
    expose   = "public"
  }

  endpoint "https" {
    port     = 443
    protocol = "https"
    expose   = "public"
  }

  package "nginx" {}

  package "openssl" {
    enabled = local.placeholder
  }

  unit "nginx" {
    validate = ["nginx", "-t"]
  }

  directory "acme" {
    path = "${local.acme}/.well-known/acme-challenge"
  }

  directory "tls" {
    enabled = local.placeholder
    path    = local.tls
    mode    = "0700"
  }

  file "/etc/nginx/nginx.conf" {
    content = templatefile("nginx/nginx.conf.tmpl", {
      user       = self.host.facts.web_user
      modules    = self.host.facts.nginx_modules
      groups     = self.host.facts.tls_groups
      rate       = var.rate
      login_rate = var.login_rate
    })
    mode   = "0644"
    reload = [unit.nginx]
  }

  # Each location that adds a header loses those of the levels above. So both of
  # these are included wherever they are needed.
  file "/etc/nginx/senexc-headers.conf" {
    content = templatefile("nginx/headers.conf.tmpl", { headers = local.headers })
    mode    = "0644"
    reload  = [unit.nginx]
  }

  file "/etc/nginx/senexc-proxy.conf" {
    source = "nginx/proxy.conf"
    mode   = "0644"
    reload = [unit.nginx]
  }

  file "site" {
    path = "/etc/nginx/conf.d/${self.name}.conf"
    content = templatefile("nginx/site.conf.tmpl", {
      domains         = join(" ", var.domains)
      upstream        = var.upstream
      static_root     = var.static_root
      static_path     = var.static_path
      versions        = local.versions
      websocket_paths = var.websocket_paths
      login_paths     = var.login_paths
      connections     = var.connections
      max_body_size   = bytes(var.max_body_size)
      certificate     = local.certificate
      key             = local.key
      acme            = local.acme
      http2           = local.http2
    })
    mode   = "0644"
    reload = [unit.nginx]
  }

  # Key first, certificate last: while the certificate is missing, the next run
  # makes both anew.
  job "placeholder" {
    enabled = local.placeholder
    when    = "prepare"
    command = [
      "/bin/sh", "-c",
      join(" && ", [
        "test -s \"$1/fullchain.pem\" || { umask 077",
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj '/CN=placeholder' -addext \"subjectAltName=$2\" -keyout \"$1/privkey.pem.new\" -out \"$1/fullchain.pem.new\"",
        "mv -f \"$1/privkey.pem.new\" \"$1/privkey.pem\"",
        "mv -f \"$1/fullchain.pem.new\" \"$1/fullchain.pem\"; }",
      ]),
      "placeholder",
      local.tls,
      join(",", [for name in var.domains : "DNS:${name}"]),
    ]
    timeout = "1m"
  }

  # Whether it answers at all, and the name has a certificate. What is behind it
  # may be on a host that is installed later.
  probe "https" {
    description = "nginx answers over TLS"
    http        = "https://${local.site}/"
    connect     = endpoint.https.address
    verify      = false # who issued the certificate is another question
    status      = ["2xx", "3xx", "4xx", "5xx"]
  }

  probe "http" {
    description = "nginx sends browsers to TLS"
    http        = "http://${local.site}/"
    connect     = endpoint.http.address
    status      = ["301"]
  }

  probe "application" {
    enabled     = !(var.health_path == null)
    description = "The application answers through nginx"
    http        = "https://${local.site}${coalesce(var.health_path, "/")}"
    connect     = endpoint.https.address
    verify      = false
    status      = ["2xx"]
    deadline    = "2m"
  }

  precondition {
    condition     = (var.certificate == null) == (var.certificate_key == null)
    error_message = "A certificate and its key go together: give both certificate and certificate_key, or neither."
    code          = "SX131"
  }
  precondition {
    condition     = var.hsts == null || !local.placeholder
    error_message = "hsts makes browsers refuse the self-signed placeholder for as long as it says. Give certificate and certificate_key first."
    code          = "SX132"
    severity      = "warning"
  }

  output "certificate" {
    value       = local.certificate
    description = "Path on the host of the certificate with its chain."
  }
  output "certificate_key" {
    value       = local.key
    description = "Path on the host of its key."
  }
  output "acme_root" {
    value       = local.acme
    description = "Folder served over HTTP at /.well-known/acme-challenge/ for an authority's questions."
  }
  output "url" {
    value       = "https://${var.domains[0]}"
    description = "Public address."
  }
}
