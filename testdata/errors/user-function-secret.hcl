stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "password" {}
function "short" {
  params = [text]
  result = substr(text, 0, 4) # ERROR: Invalid function argument | secret.password
}
function "same" {
  params = [a, b]
  result = a == b # ERROR: Secret cannot be seen
}
locals {
  a = short(secret.password)
  b = same(secret.password, "x")
}
