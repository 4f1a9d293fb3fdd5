stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
function "share" {
  params = [total, part]
  result = floor(totl * part) # ERROR: Unknown reference | no parameter "totl". Did you mean "total"?
}
function "whole" {
  params = [list]
  result = [for element in list : elment] # ERROR: Unknown reference | Did you mean "element"?
}
function "name" {
  params = [x]
  result = uper(x) # ERROR: Call to unknown function | Did you mean "upper"?
}
locals {
  a = shaer(1024, 0.5) # ERROR: Call to unknown function | Did you mean "share"?
  b = share(1024, 0.5)
  c = name("x")
}
