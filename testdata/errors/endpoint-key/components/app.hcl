component "app" {
  endpoint "http" {
    for_each = { a = 80, b = 81 }
    port     = each.value
  }
  file "x" {
    content = endpoint.http["c"].address # ERROR: Unknown reference | It has: a, b
  }
}
