stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "mail" {
  type    = object({ host = string, port = number })
  default = { host = "mail.example.com" } # ERROR: Missing key | "port"
}
