component "app" {
  container "app" { image = "registry.example.com/app:v1" } # ERROR: Duplicate name [SX221] | two of the system unit "cron.service": one of the service "one"
}
component "native" {
  unit "cron" {}
}
