component "app" {
  locals {
    user  = self.host.facts.web_usr # ERROR: Unsupported attribute
    http2 = self.host.facts.nginx_http2 == "directiv" # ERROR: Value that never occurs
  }
}
