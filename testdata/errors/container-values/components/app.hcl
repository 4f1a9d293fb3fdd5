component "app" {
  container "good" {
    image        = "registry.example.com/app:v1"
    user         = "999:999"
    working_dir  = "/srv/app"
    tmpfs        = ["/tmp", "/run:size=16m"]
    capabilities = ["CHOWN", "CAP_SETUID"]
  }
  container "bad" {
    image        = "registry.example.com/app:v1"
    user         = "a b"                        # ERROR: Invalid user | 999:999
    working_dir  = "srv"                        # ERROR: Invalid path | "srv"
    tmpfs        = ["/tmp", "run:size=16m"]     # ERROR: Invalid path | run:size
    capabilities = ["CHOWN", "NET_BIND_SERVCE"] # ERROR: Unknown capability | Did you mean "NET_BIND_SERVICE"?
  }
}
