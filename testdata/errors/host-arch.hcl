stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address = "10.0.0.1"
  arch    = "amd46" # ERROR: Invalid argument | Did you mean "amd64"?
}
host "b" {
  address = "10.0.0.2"
  arch    = "arm64"
}
