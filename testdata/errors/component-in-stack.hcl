stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
component "app" { # ERROR: Unsupported block type | components/app.hcl
  container "app" {
    image = "registry.example.com/app:v1"
  }
}
interface "metrics" { # ERROR: Unsupported block type | components/
  type = list(string)
}
