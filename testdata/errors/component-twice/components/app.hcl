component "app" {}
component "app" {} # ERROR: Duplicate component
