stack "s" {
  environment = "test"
  language    = 1
  admin_cidr  = ["10.0.0.0/8"] # ERROR: Unsupported argument | "admin_cidrs"
}
