component "app" {
  variable "password" {
    type = secret
  }
  timer "t" {
    schedule = ["daily"]
    command  = ["clean", "--password", var.password] # ERROR: Secret in a plain place | command
  }
}
