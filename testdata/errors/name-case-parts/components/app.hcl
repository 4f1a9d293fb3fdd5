component "app" {
  container "one" {
    image = "registry.example.com/app:v1"
  }
  container "One" { # ERROR: Names that differ by case only [SX223] | the unit "x-One" of the service "x" and "x-one" of the service "x"
    image = "registry.example.com/app:v1"
  }
}
