stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "mail" {
  type = object({
    server = object({ name = string, ports = list(object({ number = number, tls = optional(bool) })) })
  })
  default = {
    server = {
      name = "mail.example.com"
      ports = [
        { number = 25 },
        { number = 587, tsl = true }, # ERROR: Unsupported key | "tls"
      ]
    }
  }
}
