# The sealed secrets of this stack. Commit this file: only the hosts that are
# listed as recipients can open what is in it.
#
# It is maintained by `senexc secret set STACK NAME`, which replaces one block
# and keeps nothing else that was written by hand.

secret "broker_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBoNkJSWW1uRmVVU1lKZDBR
    TVNsWWZqSVRWUWY5dUFaK1Rzbk12T3VnZFNrCm9oelVYWEg2UnYzbndiejV5VHhL
    Ym5NcHM0VTUzcTgvYStBWEhlQ1ROZzgKLS0tIG1KcWtvRnpyQ1Jkb1U4RFR1dDVH
    STE4cmxaOFlwbG5DQVZrWTRpcmYxUFEK48ONmXmRNbYdmBmUAOYJ6JGTDRm743L7
    zuIvP1QEwUZvhrBttn43Ci6ASQ/AgerDeCd26aUIbUt5xpTLa9RA8Np1h7t5sJez
    yQ8JYawzyZHDbupJ1JPfyeuqnqPa+OAUPhSQgH2zoPhIeHTOnVvfVBjz2kfSMUA=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "cache_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBKNHR6YXNpcVAzWVFoS0ll
    VEYvMUxwQnFlb05JdUJSUkZpODVZWXBvdFNJCnAxb0ttUGxIcHNDbWtOQnJWY3ZZ
    TFZzZTFMeVhpL3lzMnEzUVR3MkU4aVkKLS0tIGhJT3RIcjdHcEVIUGNnbnQ0YTZZ
    WTVydXhWSC9aMWpEOG56OEhuWk1vaW8KhBAwjd4ytQD5cFQYGk5b70TjJ1MReIEw
    f9p9omVnVk6ijygLHBSp6dTbtOxemgQheLYqWPcsWU7+f1RLMIwkTU1lNY5yMMkI
    lN0kWCbXh4hjhQ8ot9bvK52qX44uNT9rZoJkZC40fRd2S4EcJo37fqG+2Apv8Q==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_migrator_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBBMFlPdkIyVWFHSklUMXZ3
    L1MvNWIrMVViMVpZQVhCbkJKUjU5VGwyWWtjClAzbnEzZmRhUEF1TVJLcWI1RUU0
    VzdCZGZQTXk0T0llSGVHL0xVQ0ZQVVUKLS0tIEdIbSsvWFRNWHEwZU1iZXk2Q2xw
    dWhXeHM1VGZFbUZ4c3NjZXpaR0N1eEUKIEO+SgyfpVBZ6fm2pcWr3jFeOF+DbGlM
    eGCCHbEGEX5ikzmRxH/ETiK7ZCJYYQ8pgL90rFSjsHfBRGm9/e7NBE7LvOGBKR3+
    ua3+3RqhxWQrODHZTUEiHGwAGP5MM3358a7dFShJRa1Inl+drZ5tuD5cDUvl/4NQ
    xHMbAQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSByNmV6MzBwbFVXOVN1STla
    OFF4eVpHcjVPVWdBbWtoTEdQUkJFZ3hZNFRVCkpTaThlMXJBd3cycGJMTHBKSTIw
    UTBMNDJrYzFlVVZlSldZNnN6a0Y2TzAKLS0tIEpPYTFxbFRaVUdCbnU3VEZMSUxI
    ZVhLZmo3NUNXMWxBaEdvc2FZdVRwajgK632z+MPd0ELcI7l9ya4/I6LCbwlRSyUs
    ZuufAiT5XuPJsq7y6NheeyVWIBYqvaNXo7QU64Hj+Dz3caZ5M0kOtx29ywPwPEwQ
    4msB1vBaaDUTClYk2uuoyyE+K/heJ0uka2kh1UiAY9kuVho1UUo3aozdTg==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "email_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBwUGVnR0FFVWRkeU4rN1d1
    K0JIOHFSdnJjNi8xV2libnlEZ1NNYlRNblVZCjdMRWNZNDdXdXBLZjlmdEJkZi9h
    V0dOQXNrOXdNZFc1RDhZcDZMUW5GZWcKLS0tIHpnbW82emdOc3p3Tk5XSjE5NEN3
    Mng4a0tOeXR1REtmb21oQmlhcytCT0UKuGV8JKo5Gl2ayRuFkHXqGp8D2bCKdZlO
    bCYLMi+a/O+eUMHR1FfBibYN1pZNqZDkg1G8YO65NVQk75KMyvz4KZWA0mVTFbX6
    gR/zZXwHGJBaQe5aqjjbGv/PEOHUACftpaEc5a3KwcZbrH52GfYwLr1ALVSJjA==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "field_encryption_key" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAvZFNTQy9lNUJBbEJOaDhK
    WUxzLzIwZHpjczVMREZ4WnZQV2hQekdNSGdJCkwzMXN5cFFFcVpnNkhtc241dWh5
    TDVvajdqelhVWkVXZCtQU0Jyci9xZjQKLS0tIDdsclp1Qm9iVDNzbWRjTDV0cGVt
    Qlk5VkhmKzQzQ2RnZ1d6QVdtN0srREkKI8YqVxXq+3q/VrXodBev7IOYwd6bOBuG
    NfCCnPQD1vNyudoIXMy3iaKcN/7kDdvRx4nAztzvKyqhMmrD5pjvXIkXmPDoXeXM
    rv5klpsSTzdux07UbKr2n22Mia800yTZ+mu+IYZFJ7fQM3QnmL8k/K+L1DrABaD/
    zC0/U6yDladZCuf9tSX06g==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "secret_key" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBZbGZ3OE9SdS9Cc1FXREk1
    Mml5SzVIVzFhSkc3Ykk5czNwUHh1b21NUlFNCjRYQXB3czlNOVFzS1lVaVJUWDlK
    dkNmc2hnVlVXVTJ5VXkzRmtzVnFXb0EKLS0tIDFYVXJROGkwanRZeXZha3FWbjE0
    bitkOSs5VUJZQVBzZmV5SzhpbXUzUlUKRfxK2VS8Zv/0h0mqwVvJxPMEXm4Ka1XP
    Y6ImIAfE0Cyc+0HVS0YRx4LCMNtD8rAOTBAjhHrpmR6sqE6L7FmpT1EZt2LYJg36
    1v+oVeV0Wkc08QWTSs5H9vn4mHEdWCJ2E5nJxMtuk/AsarvJ/v8S1vSHlGfTSnVa
    7ATeB2PC3R3vklrdGh3fw/lH6k05RYSa0oM=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "sentry_dsn" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBCOWVMckh1SzFoS241SDA4
    L25YWEZDYUgvMllzalFSVHdHa3FwNmFTM2xvCmlJai84ZVFxY2EyRHN6SHdBcjM5
    WUNmeWN4YUg3T2ZicitZb0lBeXpaVEEKLS0tIEVEL3hCZW1GeTNyZ1BwdnhBaGEx
    cmJ6NkFITGtMUlhpWis5RkpLRmlNUVEKQUIiAUPT2kn/zxHt8N4i6ZpyPsyQBkEe
    mvPRwzP3tWkfwplFM4H8lejtLeix9nx6KRBKK4IuveYzy2vVyYwBeprFPYl0otQj
    DYM2rii/LHTxG4SVH85U01lB/04Ze3VrrB1uUniz1K3u+p98YCfWYWLaEX2RVRTs
    1qlTCLk12NXEzBq9uVFqbfjZ2c23KrU=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_id" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBDcWZRTnJDbE9OVkU4dTlu
    eXFKOGdiTFdGWUc3U1ZJN3NBRTZ0NnNwNGhrCm5KQ3BXWnRic2lwMWQ0Z3A2aE5L
    TkRWUjhBamZFelJ6R0ZwVjk1VVZoMkUKLS0tIG9FbWs0WnBKcUVOMDAxMyt6VitD
    ZHNtOE8vVkt2VVMrUHJPWmZIVUNhckkK9NWSLQ3uUKSKWLrPsGmnXJQtSYIgUXAE
    Ky3HMhp9kXpH0OVY7NozBPyRuYAwieGIGj0yW2kI3S3loo+JwiAS2k6n33LjrWbW
    kmTqIwOSOMKfKHxC807jj/UPC000yWNwibpr6/w+lI256vlvKCoc+QNjaWG0
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_secret" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA4WWJENlRJWmhtOUM0MElD
    Mjk5SDZKZ1FsaEoyb0V2KzFFT1BYTHBRS2lFCm9hcEhjL1ZpQzQzZWdXUnNMd0NM
    a2FpUE1YaFN3NzJtRGRXNE9Ea1FCbkUKLS0tIFVrQzg4a3ZWeXVlZlRSb2lSRHRR
    UUNvdW93RzVtVUsrWXhIQnVOaWY3aGcKxSo+tbM4gy267V8XuQDKaqX3X1fEMk26
    FUzzmeDpGqifj7NIxQtH4YyIMTC4VvasQZ4maDsOoCLk4ECV+AFkZ4/n8Bgpthhc
    qRV/At8nkdh/RvYvHsLLCq3xJYcr7PtSSBbfH+art8utHFzkmb1llquPQPtl35bx
    RPULFRYOIETjakzwtwCtLw==
    -----END AGE ENCRYPTED FILE-----
  EOT
}
