component "app" {
  variable "uid" {
    type = number
  }
  account "sweeper" {
    uid = var.uid
  }
}
