stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
host "A" { address = "10.0.0.3" } # ERROR: Names that differ by case only [SX223] | The hosts "A" and "a"
service "app" "web" { on = host.a }
service "app" "Web" { on = host.a } # ERROR: Names that differ by case only [SX223] | The services "Web" and "web"
