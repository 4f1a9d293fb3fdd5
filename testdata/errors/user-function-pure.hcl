stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  domain = "example.com"
}
function "site" {
  params = [name]
  result = "${name}.${local.domain}" # ERROR: Unknown reference | cannot see "local"
}
function "here" {
  result = self.host.name # ERROR: Unknown reference | cannot see "self"
}
function "everybody" {
  result = services_with("metrics") # ERROR: Function that looks around | services_with()
}
