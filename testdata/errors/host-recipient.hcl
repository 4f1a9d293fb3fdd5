# A recipient that was cut short while it was copied.
stack "errors" {
  environment = "test"
  language    = 1
}

host "web01" {
  address   = "10.0.1.10"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypv" # ERROR: Invalid recipient
}
