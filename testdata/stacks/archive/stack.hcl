# A component with chores: things that happen at night, questions after an
# installation, a network and an account of its own, and a folder for each
# release.

stack "archive" {
  environment = "test"
  language    = 1
  example     = true
}

variable "release" {
  type    = string
  default = "v2.3.0"
}

host "web01" {
  address   = "10.0.5.10"
  os        = "debian-13"
  memory    = "4GiB"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}

host "queue01" {
  address   = "10.0.5.20"
  os        = "debian-13"
  memory    = "2GiB"
  recipient = "age16l2ejqfdrvxg7pa69d586zse8ndxw08yzthuwcs46fwj9krdegeq7wkrrt"
}

secret "archive_token" {
  description = "What the archive presents to the store of its copies."
}

service "archive" "papers" {
  on    = host.web01
  image = "registry.example.com/archive:${var.release}"
  token = secret.archive_token
}

# On another host: it starts when the papers' schema is there.
service "thumbnails" "pictures" {
  on         = host.queue01
  depends_on = [service.papers]
  image      = "registry.example.com/thumbnails:v1.1.0"
  papers     = service.papers.endpoint.http.address
}

# On the same host: it reads what the archive keeps.
service "counter" "statistics" {
  on    = host.web01
  image = "registry.example.com/counter:v1.0.0"
  of    = service.papers.documents
  in    = service.papers.container
}

service "nginx" "edge" {
  on          = host.web01
  domains     = ["papers.example"]
  upstream    = [service.papers.endpoint.http.address]
  static_root = service.papers.pages
}
