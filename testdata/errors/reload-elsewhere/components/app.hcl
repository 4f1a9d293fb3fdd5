component "app" {
  variable "other" {
    default = null
  }
  unit "proxy" {}
  output "proxy" { value = unit.proxy }
  file "/etc/proxy.conf" {
    content = ""
    reload  = [coalesce(var.other, unit.proxy)] # ERROR: Not on this host | unit "proxy" of x is on a
  }
}
