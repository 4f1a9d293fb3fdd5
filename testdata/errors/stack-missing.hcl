variable "x" { # ERROR: Missing stack block
  default = 1
}
