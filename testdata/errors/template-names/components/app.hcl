component "app" {
  variable "extra" {
    type    = map(string)
    default = {}
  }

  file "conf" {
    content = templatefile("app.tmpl", { enabled = false, bb = 2, list = [] })
  }

  file "other" {
    content = self.host.arch == "arm64" ? templatefile("other.tmpl", { name = "x" }) : ""
  }

  # What this template is given is known only when it is filled in.
  file "computed" {
    content = templatefile("computed.tmpl", merge(var.extra, { name = "x" }))
  }

  file "broken" {
    content = self.host.arch == "arm64" ? templatefile("broken.tmpl", {}) : ""
  }
}

function "filled" {
  params = [name]
  result = templatefile("called.tmpl", { name = name })
}
