component "app" {
  output "connections" {
    value = "many" # ERROR: Wrong type of value
  }
}
interface "connections" { # ERROR: Name of the standard library | interface "connections"
  type = string
}
os "debian-13" { # ERROR: Name of the standard library | os "debian-13"
  family = "debian"
  podman = "5.4"
}
