stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
function "even" {
  params = [n]
  result = n == 0 ? true : odd(n - 1)
}
function "odd" {
  params = [n]
  result = n == 0 ? false : even(n - 1) # ERROR: Recursive function | even() calls, at user-function-recursive.hcl:9,
}
function "self" {
  params = [n]
  result = self(n) # ERROR: Recursive function | self() calls, at user-function-recursive.hcl:17,
}
locals {
  a = even(4)
  b = self(1)
}
