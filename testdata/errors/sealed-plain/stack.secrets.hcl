secret "pw" {
  version    = 1
  recipients = ["age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"]
  sealed     = "hunter2" # ERROR: Invalid sealed | senexc secret set
}
