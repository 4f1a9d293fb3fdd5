component "app" {
  endpoint "http" {
    port   = 80
    expose = "pubilc" # ERROR: Invalid argument | "public"
  }
}
