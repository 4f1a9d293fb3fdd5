component "app" {
  contianer "app" {} # ERROR: Unsupported block type | "container"
}
