stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "x" {
  defualt = 1 # ERROR: Unsupported argument | "default"
}
