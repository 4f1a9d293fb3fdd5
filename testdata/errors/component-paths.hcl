stack "s" {
  environment     = "test"
  language        = 1
  example         = true
  component_paths = ["nothing"] # ERROR: No components | nothing/*.hcl
}
host "a" { address = "10.0.0.1" }
