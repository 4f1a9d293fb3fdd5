stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = can(reegx("a", "b")) # ERROR: Call to unknown function | "regex"
  b = true ? 1 : flor(1.5) # ERROR: Call to unknown function | "floor"
}
