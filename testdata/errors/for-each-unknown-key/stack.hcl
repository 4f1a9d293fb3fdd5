stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
variable "kinds" {
  type    = set(string)
  default = ["mail", "web"]
}
locals {
  stores   = ["pages", "sessions"]
  nobody   = service.store["pagez"].url # ERROR: Unknown reference | The service "store" has no instance "pagez". Did you mean "pages"?
  untaken  = true ? "x" : service.store["pagse"].url # ERROR: Unknown reference | Did you mean "pages"?
  spelt    = service.store.nothing.url # ERROR: Unknown reference | It has: pages, sessions.
  elements = { one = 1, two = 2 }
  chosen   = "tow"
  element  = local.elements[local.chosen] # ERROR: Invalid index | Did you mean "two"?
}
service "app" "store" {
  for_each = toset(local.stores)
  on       = host.a
}
service "app" "kind" {
  for_each = var.kinds
  on       = host.a
}
service "app" "x" {
  on = host.a
  # Which of these there are a variable decides, so what is not evaluated may be in order.
  url = contains(var.kinds, "other") ? service.kind["other"].url : service.kind["wbe"].url # ERROR: Unknown reference | The service "kind" has no instance "wbe". Did you mean "web"?
}
