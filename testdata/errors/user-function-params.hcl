stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
function "quoted" {
  params = ["name"] # ERROR: Invalid parameters | without quotes
  result = 1
}
function "single" {
  params = name # ERROR: Invalid parameters | a list of names
  result = 1
}
function "twice" {
  params         = [a, b, a] # ERROR: Duplicate parameter | already has a parameter "a"
  variadic_param = b         # ERROR: Duplicate parameter | already has a parameter "b"
  result         = a + b
}
function "upper" { # ERROR: Reserved name | is a function of the language
  params = [x]
  result = x
}
function "weak" { # ERROR: Reserved name
  params = [x]
  result = x
}
function "nothing" { # ERROR: Missing required argument | "result"
  params = [x]
}
function "misspelt" {
  parms  = [x] # ERROR: Unsupported argument | "params"
  result = 1
}
function "nothing" { # ERROR: Duplicate function
  result = 1
}
