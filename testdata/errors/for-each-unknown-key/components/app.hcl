component "app" {
  variable "url" { default = "" }
  variable "workers" {
    type    = map(object({ enabled = bool }))
    default = { mail = { enabled = true }, print = { enabled = false } }
  }

  container "c" {
    for_each = toset(["y", "why"])
    image    = "registry.example.com/app:v1"
  }
  container "worker" {
    for_each = var.workers
    enabled  = each.value.enabled
    image    = "registry.example.com/app:v1"
  }
  endpoint "http" {
    for_each  = toset(["front", "back"])
    container = container.c["y"]
    port      = each.key == "front" ? 80 : 81
  }

  file "f" {
    content = true ? var.url : "${container.c["wyh"].name}" # ERROR: Unknown reference | The container "c" has no instance "wyh". Did you mean "why"?
  }
  file "g" {
    content = container.worker["mial"].name # ERROR: Unknown reference | Did you mean "mail"?
  }
  file "h" {
    content = container.worker["print"].name # ERROR: Disabled part | container worker["print"] is not enabled
  }
  file "i" {
    content = endpoint.http["frnot"].address # ERROR: Unknown reference | Did you mean "front"?
  }
  output "url" { value = "x" }
}
