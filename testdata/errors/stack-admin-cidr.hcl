stack "s" {
  environment = "test"
  language    = 1
  admin_cidrs = ["10.0.0.0/33"] # ERROR: Invalid network | 10.0.0.0/33
}
