component "app" {
  job "j" {
    when    = "prepare" # ERROR: Job before containers | when = "release"
    image   = "registry.example.com/app:v1"
    command = ["true"]
  }
}
