# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "a" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBDTlU2M256R05YSEc4TEZD
    M1ZRVE0yWXFPZ1B4cllHbG4vQ3JCN3VqZUhrCnlEOXZwejRQNzY4MlpKMmtMSGdk
    Qk1SS0pvNklpZkN5cjRuMUVaNndVZHMKLS0tIEx1VnlLeHIxa21pTlJ5Njh4MDZ1
    UTFLbXROcTRVc3hnVkl3QS81M1lvWmcK2NirQy9dJkzYpnnNmQc7Lb29tC7kT1Cl
    ey2oNgoAhtmhPvYOVjzx+ukeH7BoMi0+6h8DD2YUlASaibT/Kg==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "b" { # ERROR: Secret copied from another [SX249] | senexc secret set stack.hcl b
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBDTlU2M256R05YSEc4TEZD
    M1ZRVE0yWXFPZ1B4cllHbG4vQ3JCN3VqZUhrCnlEOXZwejRQNzY4MlpKMmtMSGdk
    Qk1SS0pvNklpZkN5cjRuMUVaNndVZHMKLS0tIEx1VnlLeHIxa21pTlJ5Njh4MDZ1
    UTFLbXROcTRVc3hnVkl3QS81M1lvWmcK2NirQy9dJkzYpnnNmQc7Lb29tC7kT1Cl
    ey2oNgoAhtmhPvYOVjzx+ukeH7BoMi0+6h8DD2YUlASaibT/Kg==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "pw" { # ERROR: Secret copied from another [SX249] | of the secret "db_password" in staging.secrets.hcl
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBBNEk3Y0M4YVF0Q0wwdC9k
    N0JCRGR1WWxtN2hTdXJ3MTFTN2JNNUlHMWpZCnQ3YU1HT0h2M0o5aHBGVXIva2d1
    cy8vNnBBL1NwNzJTR25pbFdUQlBmSm8KLS0tIGp2UHBvQ2YySzhYVWEwSE9zMHBt
    V2JWNVZLdTBuaTVKazNzZXRtT244Z3MKfrz+0pW6NTPppRdxk7+RTFmK7Z1FNQLq
    dJH9W8jMu3YlpGnc/kiPC+qlYhHdmVDKR8K0FBDPrqXBpoFS3uSKndo=
    -----END AGE ENCRYPTED FILE-----
  EOT
}
