component "app" {
  volume "data" {
    for_each = toset(["a"])
    name     = each.vlaue # ERROR: Unknown reference | "value"
  }
}
