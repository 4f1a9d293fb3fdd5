# What production.secrets.hcl has besides, when the database of production.hcl is on
# web01: the certificate that it needs there. `senexc secret sync` issues it.

certificate "db-server@web01" {
  authority = "internal"
  version   = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBujCCAWKgAwIBAgIQdJ4zZE/Njs23msDivpeKBDAKBggqhkjOPQQDAjAsMSow
    KAYDVQQDEyFzZW5leHRyYWRlciBwcm9kdWN0aW9uIGludGVybmFsIDEwIBcNMjYx
    MTIzMTM1OTQxWhgPMjEyNjEwMzAxNDU5NDFaMBoxGDAWBgNVBAMMD2RiLXNlcnZl
    ckB3ZWIwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCLpltie5JJmU4FzJZtn
    270n/X65rkgN5r5xTLRe72R8FjO40idhhEAWplgPC1nSeAvpfteY9tNkbJkdXrzS
    1OujdjB0MA4GA1UdDwEB/wQEAwIHgDATBgNVHSUEDDAKBggrBgEFBQcDATAMBgNV
    HRMBAf8EAjAAMB8GA1UdIwQYMBaAFPpjK4LE1025l+YKNsIOJcx9acP/MB4GA1Ud
    EQQXMBWCAmRigglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDRgAwQwIfZP5p
    7NTLib37/9HqJsqYWcDttc0NGqr+WHzL4SlyiQIgcmjIullTaS1XbSaFvdwlZe9c
    Q2iQMX71nGggpUi5wh0=
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAwUXVMdGY4azFoZHV1Z0hk
    czkxOVRMUWs2aEd6ZE0yV2JvZ2hlL2hNemg4CitmSFl6b1JVZXFUNWplSjl1V2tG
    WFErK2hpdVFIY3BnYVFoVTU0V1RmcHcKLS0tIG9nMzlNdWJBRDRkTWMzb2UrOVBh
    cW0yZWlOQnROR2pxdEVQQmpBU0ppSGMKxAXVCMxdT6ZWVHQ3sC8T2oOCKjiwOi5R
    up8SzGpKPi2vQRCcbDQ3qtCJtyh2CqydAufuXXZdyaeMwRwkAkPzrWbHJMSvh1Vq
    LLyAPDymPcCdpscqZ5HdV6G6DJszxoxRHWlaruIgdXe3x9boPxDwcoSw8fcwGu6F
    PMQdQuKyg6aQ0ShIOFQgeCMR1uXszeXMWKDUWYafCBYY5E9Rofuqk1P/9O+CV2mh
    no4adoqSAH6fytal+g9+Xm9WDzRytUYrd07c9P6BpM1gkgp5wBPbRYan5ZH2djzb
    wrAPCvcvTAIEM2eS9nfnko+46EXvb6RlhJgYB7sEFpD1Giz245Xm3TgLb0IPC1eM
    E95djFjy15XXEj44LF6BNW+mhtzvf4C75lu+a25N7fUNhKkDrra2pdhpvB8msgid
    X7aCvMLA7k9FFPgr1YKJAk7bDQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}
