component "app" {
  unit "app" {} # ERROR: Duplicate name
}
