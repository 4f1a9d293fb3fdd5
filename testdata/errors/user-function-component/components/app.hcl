function "inside" {
  params = [name]
  result = "app-${name}"
}
component "app" {
  locals {
    a = inside("x")
    b = outside() # ERROR: Call to unknown function | no function named "outside"
    c = insid("x") # ERROR: Call to unknown function | Did you mean "inside"?
  }
}
