stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "nginx" "edge" {
  on       = host.a
  domains  = ["example.com"]
  upstream = ["\u27easecret x\u27eb"] # ERROR: Reserved character
}
