component "app" {
  timer "a" {
    schedule = ["dialy"] # ERROR: Invalid schedule | Did you mean "daily"?
    command  = ["true"]
  }
  timer "b" {
    schedule = ["Mno..Fri 03:30"] # ERROR: Invalid schedule | Did you mean "Mon"?
    command  = ["true"]
  }
  timer "c" {
    schedule = ["thirsday,Fri 03:30"] # ERROR: Invalid schedule | Did you mean "Thursday"?
    command  = ["true"]
  }
}
