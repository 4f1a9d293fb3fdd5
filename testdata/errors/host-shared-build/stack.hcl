stack "s" {
  environment = "test"
  language    = 1
}
host "web" { # WARNING: Host of two stacks [SX247] | Secrets in staging.secrets.hcl are sealed to the recipient of the host "web" too
  address   = "10.0.0.1"
  recipient = "age1nlxgvr8sqe4pu6rt6h3krhaskgatq0am8ntuqkzhq65759an0y3qzc2suc"
}
secret "pw" {}
service "redis" "x" {
  on       = host.web
  purpose  = "cache"
  password = secret.pw
}
