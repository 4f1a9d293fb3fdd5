os "debian-14" {
  family   = "debain" # ERROR: Invalid argument | "debian"
  podman   = "5.8"
  packages = ["podman"]
  facts    = { web_uesr = "www-data" } # ERROR: Unknown fact | "web_user"
}
component "app" {}
