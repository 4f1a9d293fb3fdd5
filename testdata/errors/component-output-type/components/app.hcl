interface "metrics" {
  type = list(object({ address = string }))
}
component "app" {
  output "metrics" {
    value = [{ adress = "10.0.0.1:80" }] # ERROR: Unsupported key | "address"
  }
}
component "collector" {
  file "targets" {
    content = jsonencode(services_with("metrics"))
  }
}
