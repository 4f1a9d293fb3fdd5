host "a" { # ERROR: Duplicate host | stack.hcl:7
  address = "10.0.0.9"
}
