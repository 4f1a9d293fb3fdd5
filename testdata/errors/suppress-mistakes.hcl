stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
suppress "SX2004" { # ERROR: Unknown check | Did you mean "SX204"?
  reason = "A slip of the finger."
}
suppress "SX201" { # ERROR: Not a warning | cannot be suppressed
  reason = "There is enough memory."
}
suppress "SX204" { # ERROR: Missing required argument | "reason"
}
suppress "SX213" {
  reason = "" # ERROR: Missing reason
}
suppress "SX213" {
  services = [service.nothing] # ERROR: Unknown reference | "nothing"
  reason   = "It is gone."
}
suppress "SX213" {
  services = service.nothing # ERROR: Invalid suppression | a list of services
  reason   = "It is gone."
}
suppress "SX213" {
  service = [] # ERROR: Unsupported argument | "services"
  reason  = "It is gone."
}
