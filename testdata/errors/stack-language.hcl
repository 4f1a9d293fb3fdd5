stack "s" {
  environment = "test"
  language    = 2 # ERROR: Unknown language version | version 1
}
