component "app" {
  unit "app" {}
}
