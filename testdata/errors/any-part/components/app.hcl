component "app" {
  variable "m" { type = any }
  container "app" {
    image = "registry.example.com/app:v1"
    environment = {
      B = var.m.foo # ERROR: Unsupported attribute | "foo"
      C = join(",", [for i in try(var.m.list, []) : "x"])
      D = can(var.m.list) ? join(",", [for i in var.m.list : i.bar]) : "" # ERROR: Unsupported attribute | "bar"
    }
  }
}
