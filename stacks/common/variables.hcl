# Variables that every stack of the application has.

variable "image_tag" {
  type        = string
  default     = "v1.0.0"
  description = "Release of the application."
  validation {
    condition     = var.image_tag != "latest"
    error_message = "Pin a release: latest means another image tomorrow, and cannot be rolled back."
  }
}

variable "image" {
  type        = string
  default     = "registry.example.com/senex-trader"
  description = "The application's image, without its tag."
}

variable "postgresql_image" {
  type        = string
  default     = "docker.io/library/postgres:17"
  description = "Image of the database."
}

variable "redis_image" {
  type        = string
  default     = "docker.io/library/redis:8"
  description = "Image of broker and cache."
}

variable "email" {
  type = object({
    host = string
    port = optional(number, 587)
    user = string
  })
  default     = null
  description = "The mail server. Without it the application sends no mail."
}

variable "sentry" {
  type        = bool
  default     = false
  description = "Whether errors are reported to Sentry."
}

locals {
  image = "${var.image}:${var.image_tag}"
}
