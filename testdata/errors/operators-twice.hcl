stack "s" {
  environment = "test"
  language    = 1
  operators = { # ERROR: Duplicate operator | "alice" and "bob"
    alice = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKAAdJODWg0RhAiWNTFujPnzP/w8E+UpRh6z8KLFw5Fj alice@desk"
    bob   = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKAAdJODWg0RhAiWNTFujPnzP/w8E+UpRh6z8KLFw5Fj"
  }
}
host "a" { address = "10.0.0.1" }
