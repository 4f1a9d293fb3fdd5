component "app" {
  probe "p" {} # ERROR: What a probe asks | neither
}
