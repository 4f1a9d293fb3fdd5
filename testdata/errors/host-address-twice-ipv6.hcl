stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "2001:db8::1" }
host "b" {
  address = "2001:DB8:0::1" # ERROR: Duplicate address | "a" and "b"
}
