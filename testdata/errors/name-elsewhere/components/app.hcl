component "app" {
  variable "other" {
    default = ""
  }
  volume "data" {}
  output "data" { value = volume.data.name }
  job "backup" {
    when    = "manual"
    command = ["backup", var.other] # ERROR: Not on this host | volume "data" of x is on a
  }
}
