# The sealed secrets of this stack. Commit this file: only the hosts that are
# listed as recipients can open what is in it.
#
# It is maintained by `senexc secret set STACK NAME`, which replaces one block
# and keeps nothing else that was written by hand.

secret "broker_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBrNk5pc2dHZTkxSEtscXY3
    bkU2bzRQejAvcVRhYm1xZVozbHpOWGdSOFFzClJJN3lDTTNjL05BbFNIWGgvNlg4
    YWpMYXdsZUZpRFB6ZkpCWm5EWWZ5cW8KLT4gWDI1NTE5IGVPd3I1RVYyeVBWZ0wz
    aERSbFVIOFNJQUppNUFpQ3NoaG4vbXc3bkxpRDAKaklaV2lCeTVuOXlVbE9oZmNT
    TlFjOFVnN2lmcDhRV2txSXM4czRkdFVsMAotLS0gbC9RVTVUUDJGVHo0Z1UvSEg0
    ZkNVVGZ5cHBBSk9ocFEwdHpLSjh3S0lPSQpYf6kAw6J50nHo0xtYvXtS8JVMH5oE
    8gORThtoniZ/yJQJH+ov/97SZJU1hHincMspHAlZvmLilJWXVjomFZgm3q1/3BFi
    /bYB6zndrpCxavbmvTzNi4E7HUXr3vCMRHr2ydD0JKLu/sqOMRcJsFrw3Rt7TfJ9
    uDAqZQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "cache_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA5Szk0S3hnNVhtWUpRaWNN
    WUtYbjhNbHp4ZW9kOTc3TjRJTFM5NXZoRmowClEyZTVIdldRU2xIM00vdytjUXln
    dkN5R0NZTUNRUzdQYTFaNWNqd3VKemsKLT4gWDI1NTE5IFJnaU45bFNVbFYwbmRD
    OUFNNkJXTkw1Z3BuTEkrOG9FcEtKSWZhMzhBRDAKSlhpOUZpdWdNMkFGcGFQb0Y5
    WWlIbk5TQTlubjRpdkdXcnpFT1JqR1pVOAotLS0gZUQwcDlYSE1Tdmoya25ZZ0Qx
    bll1TGxkOUVicHNhTHlkbDRJekpSbzhQUQpyyt9Zs9ZAZ2pa7vbKymM9RnhfqzE4
    /eZbmYFG/dwbPJvUMLAIAMIVhzCyj0Y3+wzWsxDyPYhUIPH+p2RxPudKiZf3VsvF
    T+dbhybE3blGDkGrEh8U8RZ1bQhTCg6pQBnoTFCGfhADIYoDaAzWF611amqGBWLC
    Nj7+
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_migrator_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBNWnVzam5acWpJbjVPV1VL
    YWRjYlI4aVBKSmJDakJKSjYxQnlkdFNOQ0ZBCmNSSlFXUGtiM2czUXVYc1RxdUdL
    OHNlT09Ib1IxcUJsWjRWeGVlWGlFNkEKLT4gWDI1NTE5IHROd1dOZ2lPeGlZcjB1
    eDFhRGt5bVpIellOc3lrcTZRRGsxenY5ZVIvUjAKMHNIbTlLcEZkODVCSGNKUmd6
    L2toeTNEaFJMU3J4M1R6RjJZdzhFNWVhbwotLS0gTFpqQVI3dVl2NWdWU0J2cnps
    MFdZV0FmQ1cxZnFscVRKY0orbElCaWwyTQryzqU0nr+zR2RToZIEVCqTUjvagc+n
    8ud1+qgsyMmJye2OXA6Of+OJCTpvsfKXuP5NuOrt1h1qFd5VIOXQWVCv810X6wuO
    w/7DSaLKi/0BqZXyT/xhCT1exzIrW6w2ZapKZIl772nJP73WCoQ6G0lU9si3X+SS
    NDPl5A1RNZ7X
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBZaWxXbmJmaTM0Vm0vZUln
    TTdWUDZncVVvWFRXYkR0dk1oZ1k5THpsUmlrCmV0WkloRlRldVkzMTNlNVFFWWxh
    bWxnVnNrU0RiVy9IWnZPeTBGd2xpY2MKLT4gWDI1NTE5IERzajNOd2FaQ1pKdHVJ
    ck4zN3lRdmJQQWlQbDFpb0V6STRzWWZFbFFlU0kKUFd4VHR3QmU0VG93MDI3Ym51
    UWEzR050aFdOcGNFK0xNYTZlczhPRk5BcwotLS0gYmh0dmFKZUFvNWJrZkJveThF
    QUZ1YnJOQWJzTkJUK21IMmF2Y29EZWRPYwqK398lmRprEbSNrk7GAqUGXhfT8f+c
    ypx0m6lnVfkQa/pD1X+rvajAZYjiP5XfdyN27P84mkA0pbXtDSlkSf9NxCBwbzUu
    O8y5P0QIYe5ALI7hhFKzqlwgYx2VjgAQ8rSSnI02Ov74jQ2aHilqSwttvHgJkdJ6
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "email_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBzdXozRjZoeHhEMW4zTzV6
    WlZnY2VrOGU0bStHUmI3dGh0Ti93cXRzRENzCjJDZ054ZmI4b1V0bWcwUldqNXEy
    TlR4a09KTjJOYTl2TnJJdDg5MFZzY00KLS0tIGN1eHFJTWwyS1ZLWUZUVXpDZ3Nn
    bDVuYVUxNzlqcXZzTXdvSWxBVng5Z28KOpcNbBblMvvcJuZYDt3r0QKYz4+SPvln
    5aCqjEs0txFazykEN/eKeRlJp/HlT+YcBTxqGWp4xCQfbHHpG0m0po64JO4OD3as
    umcZsaHVqXx+Gzacp+ugcrzZJQ2hqYCs8KyPUhy3YEa3
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "field_encryption_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBrSGVkNVlNUmZVMUpTZ1dH
    ZnJzK0o0THlzcElQSWZLRVN0Ym5kRGdpV1VnCnVlckptZUJmWWRWT2JISTFQTEpV
    TEQvR3ZES0h0bmxvbWlidFlVRExOaDQKLS0tIGtaVmp0SkNMV1U3R0FJZE9BaUFi
    Z1VEb1RKMmQ1M0V5Q29ZeFhzdll0Q2MKgZb+Z5lY2SiCOChTThQJp8egWzf9cxms
    X6iG3CHz05oKhloPabwjr4jRCS06l9YEPPAMKTq+Fp94HN4QrhPMu7+C+bAA7k7V
    SqoTNj7tqkQhRASTUX83pEkg3+Z4iTc7C4cWdE7b2EIN+KIBKaHuljlSpIjIBpLH
    5qqvZsEQGdNCeo8bKQZTB3FwaQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "secret_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBISjFwZEVLTVZJZkhqalJo
    ckdKaUl3VGZGb2VDRDY2QU0xSFlhZjNSaUdNCnNzTnl4OTBEZmdYTnZ3am4xZkxL
    c09IVU9rT2lwYWt3bzVpVXpBd1RJeE0KLS0tIE9sU2FLTzV4a0U3WHc5b2JNZEtp
    L0p3S0krQVRIa2szaXBzczVyVForU0kKfW/rQexnBjQbZKmbGQNaZFuqyKMQ/XQH
    6+71Z631ex+6iXkN9MCtl0ZqlMni6jyqAUl93ErmWeqQ4iXA0UFlbqGGSNT8vSvJ
    VkoYXrBUFBxjyFFlM0V2zC1jH/K6XHRQ2Z5VtSq72raEoCMxvozSdpwWvuu6Zd7Z
    QBvzs8qAp7pJ0RCA5c7L
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "sentry_dsn" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBYakUzL2xoaGJZeWkrQUlt
    ZzBtOGRDTWx5Q1FWMldnZ3BRMFlZMlRXOVRZCkx2dCtxakRUNWUvc2pPQm0zVUlT
    cElqQWc5NWZUdDAyMGhyUUx3c0wrQVEKLS0tIHJaT0xHMXVPMTMyR2R5SVJpajRB
    Znl0dTVIMGFHZndyaFZ5bzZjUjNXWEEK3LTGYHvY5cMz8svYjhlmrqXIUeEuwyw9
    i79DLAjJN2DfnYEJMXpnDy0Ewj1PA93WccLJ/NmvewzvSMD+VMTfL5QAKx8RgQto
    QxG4QaeaCKSpzA2l36gMRXkOfbjGks1PoR0CGvcYGoUtuVCP/lGNNnkLnEnCI5+v
    IC1SCh0D2JATKz6VmJt78hU3Q8kmxEE1Tv3zAuPD
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_id" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA1M0hCc05xdHllajJ3ZzJP
    Y2ppWFEvWjgwRTRWc1dyejFhQnJGazNJNTBJCi9kd1Yzalhhc1poSkFadzArVFZB
    TlhNNjlKd0t3MldyZXFXeWsrS0pvVEkKLS0tIFhTMEw4YTFEVk84bXFDUENPQXd6
    bkp1VFNwamw5VmVPN2pkUTk2U2Npd0EK+xCCoErruqzfJpmS8H64cqh/NGQPkmGm
    CUKt/24KDN/2oobEce9dGipbMgbBKc0hpNzFJ6ieqdKaM49l9W/6vDVoEhY/Ol3u
    gUN8ySF1Ii/Rjxlu9Kp8PehJLeuuKEsG85vudNgmvXAwHv5a63hhPjlCPWMM1hJO
    BXvcyrVQiDM5M9I=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_secret" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBqNEhScGI0SXVUS1FZM1NT
    YXVqYnZHdE94dU0vdzBuUmM0ZlhwVzRmNVZZCjhaUnBDMVcvRER2SCtRU0pGKy83
    RXkzUEQ2amFkQ0hETDUxSUlxMWxRS00KLS0tIHpIc3ZjYitOa1BVQTBKTi90RGYz
    c1R1NXRvL2QvVDB5bzk1RDkvamE2elUKjKBdSlnjedWokND58KSdNMb1H7Vy7bV/
    K1OvdVh4njTi5KMEDSNkVNi/eDKs9ZYXsYbSCXAoa9bNnZrzhpcjqCc3aiwkBNrq
    j3+ophaJwLhT1W8nIQPeGayUE0X9x+0J68vVx15zSnUOB9FGDNKCR/9mev97vpvi
    LqwO7nJlCG51LSkRq2+3eIIFmg==
    -----END AGE ENCRYPTED FILE-----
  EOT
}
