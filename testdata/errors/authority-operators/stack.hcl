stack "s" {
  environment = "test"
  language    = 1
}
host "a" { address = "10.0.0.1" }
authority "ca" {} # ERROR: Authority without operators [SX258] | Name them in the stack block
locals { used = authority.ca.name }
