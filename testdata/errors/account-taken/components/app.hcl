component "app" {
  account "senex" {} # ERROR: Invalid account | the one that containers run in
}
