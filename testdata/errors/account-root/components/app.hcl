component "app" {
  account "root" {} # ERROR: Invalid account | the administrator
}
