component "app" {
  variable "token" {
    type = secret
  }
  probe "p" {
    http = "http://127.0.0.1/?token=${var.token}" # ERROR: Secret in a plain place | http
  }
}
