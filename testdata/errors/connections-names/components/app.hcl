component "app" {
  container "app" { image = "registry.example.com/app:v1" }
  endpoint "sql" {
    container = container.app
    port      = 5432
    protocol  = "postgresql"
  }
  output "connections" {
    value = {
      opens = {
        postgresq = 3 # ERROR: Unknown protocol | mean "postgresql"
        amqp      = 3
      }
      limits = {
        slq = 20 # ERROR: Unknown endpoint | mean "sql"
      }
    }
  }
}
