stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
function "first" {
  params = [list]
  result = list[0] # ERROR: Invalid index
}
function "pair" {
  params         = [a, b]
  variadic_param = rest
  result         = concat([a, b], rest)
}
function "port" {
  params = [object]
  result = object.prot # ERROR: Unsupported attribute | Did you mean "port"?
}
locals {
  a = first([])
  b = pair("x")               # ERROR: Not enough function arguments | "b"
  c = pair("x", "y", "z", "w")
  d = first(["x"], 1)         # ERROR: Too many function arguments
  e = port({ port = 80 })
}
