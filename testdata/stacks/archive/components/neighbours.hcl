component "thumbnails" {
  description = "Small pictures of documents."

  variable "image" {
    type        = string
    description = "The image."
  }
  variable "papers" {
    type        = string
    description = "Address of the archive."
  }

  container "thumbnails" {
    image       = var.image
    environment = { PAPERS = var.papers }
  }

  probe "papers" {
    tcp = var.papers
  }
}

component "counter" {
  description = "Counts documents."

  variable "image" {
    type        = string
    description = "The image."
  }
  variable "of" {
    type        = any
    description = "The volume with the documents."
  }
  variable "in" {
    type        = any
    description = "The container that tells which are new."
  }

  container "counter" {
    image  = var.image
    mounts = { "/documents" = { source = var.of, read_only = true } }
  }

  job "mark" {
    when    = "settled"
    exec    = var.in
    command = ["archive", "mark", "counted"]
  }
}
