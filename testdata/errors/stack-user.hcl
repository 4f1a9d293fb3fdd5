stack "s" {
  environment = "test"
  language    = 1
  user        = { name = "x", uid = 1500, gid = 1500 } # ERROR: Unsupported key | gid
}
