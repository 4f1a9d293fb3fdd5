component "app" {
  output "connections" {
    value = { open = { sql = 20 } } # ERROR: Unsupported key | "opens"
  }
}
