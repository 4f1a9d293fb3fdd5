stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
service "app" "x" { on = host.a }
service "app" "late" {
  on    = host.a
  image = "registry.example.com:5000/app:latest" # ERROR: Image that changes by itself [SX206] | pushed last
}
service "app" "pinned" {
  on    = host.a
  image = "registry.example.com/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
service "app" "none" {
  on    = host.a
  image = "registry.example.com:5000/app" # ERROR: Image that changes by itself [SX206]
}
