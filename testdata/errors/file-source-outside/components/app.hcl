component "app" {
  file "conf" {
    source = "../stack.hcl"
  }
  file "far" {
    source = "../../x" # ERROR: Invalid path | leaves
  }
}
