component "app" {
  container "app" {
    image = "registry.example.com/app:v1"
    health {
      comand = ["true"] # ERROR: Unsupported argument | Did you mean "command"?
    }
  }
  container "shell" {
    image = "registry.example.com/app:v1"
    health {
      command = "true --all" # ERROR: Wrong type of value | list of strings
    }
  }
  probe "http" {
    htp         = "http://127.0.0.1/" # ERROR: Unsupported argument | Did you mean "http"?
    description = "It answers."
  }
  probe "command" {
    command     = "x y" # ERROR: Wrong type of value | list of strings
    description = "It runs."
  }
  file "/etc/app.conf" {
    contnet = "x" # ERROR: Unsupported argument | Did you mean "content"?
  }
  directory "data" {
    pth = "/srv/app" # ERROR: Unsupported argument | Did you mean "path"?
  }
  job "misspelt" {
    when   = "release"
    comand = ["true"] # ERROR: Unsupported argument | Did you mean "command"?
  }
  job "words" {
    when    = "release"
    command = "x y" # ERROR: Wrong type of value | list of strings
  }
}
