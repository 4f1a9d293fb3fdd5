component "redis" { # ERROR: Component of the standard library | override = true
  description = "Mine."
}
