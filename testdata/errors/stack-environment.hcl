stack "s" {
  environment = "my env" # ERROR: Invalid environment
  language    = 1
}
