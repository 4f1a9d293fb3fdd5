component "app" {
  variable "peer" { type = string }
  container "app" {
    image       = "registry.example.com/app:v1"
    environment = { PEER = var.peer }
  }
  output "connections" {
    value = { opens = { sql = self.name == "front" ? 20 : 30, http = 1000 } }
  }
}
component "quiet" {
  variable "peer" { type = string }
  container "quiet" {
    image       = "registry.example.com/app:v1"
    environment = { PEER = var.peer }
  }
}
component "store" {
  endpoint "sql" {
    port      = 5432
    container = container.store
    protocol  = "sql"
  }
  container "store" {
    image = "registry.example.com/store:v1"
  }
  output "connections" {
    value = { limits = { sql = 50 } }
  }
}
