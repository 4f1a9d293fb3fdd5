component "app" {
  variable "port" { default = 80 }

  container "app" {
    image   = "registry.example.com/app:v1"
    command = ["run", var.prot, upper(["x"])] # ERROR: Unknown reference | "port" && Invalid function argument
    environment = {
      A = var.prot # ERROR: Unknown reference | Did you mean "port"?
      B = upper(["x"]) # ERROR: Invalid function argument
      C = { nested = var.prot, other = 1 + "x" } # ERROR: Unknown reference | Did you mean "port"? && Invalid operand
      D = "fine"
    }
  }
}
