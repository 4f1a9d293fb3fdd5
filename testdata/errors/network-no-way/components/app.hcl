component "app" {
  network "inside" {}
  endpoint "db" {
    port      = 5000
    container = container.db
  }
  container "db" {
    image         = "registry.example.com/db:v1"
    networks      = [network.inside]
    stack_network = false
  }
  container "app" {
    image       = "registry.example.com/app:v1"
    environment = { DB = endpoint.db.address } # ERROR: No way there [SX215] | share no network
  }
}
