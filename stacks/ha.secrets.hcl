# The sealed secrets of this stack. Commit this file: only the hosts that are
# listed as recipients can open what is in it.
#
# It is maintained by `senexc secret set STACK NAME`, which replaces one block
# and keeps nothing else that was written by hand.

secret "broker_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBUWFFNaTlWL0JyeVNnc0tr
    N2thbGFiYTFPeWd1dUswaGxkd1B0N3J3WEcwCmZjY2hJY25rbG5rU09aM3lyUE43
    M0Z0VTZ4SkJtQWpHYU5tek1yckJXYm8KLT4gWDI1NTE5IEozUDFEcUlnS05uWWxj
    UEVzSWVBanBWUlNRVjRLUU5hT1RTT2c1NkZ5elUKSXRubUdMajh2YXhUc0E5Vm1X
    NHpPcTM2UW9PMFVQU0prb3NjWXlZMnVhOAotPiBYMjU1MTkgWjRBTlJyTnk4S3NO
    SWRJdEc2dGdQQXVhelY2am1PdHdDNG5ncy9NMXYwYwpzK3MvWkVrdkJzNUpCSmM5
    TW5aTVp4eUc4d296MmxLeS9ra3F0SXc5bm1BCi0tLSB4MHNwaDMrcU5GVjV2ZGor
    MDkwZkpDS3YzOE94citvbDZmWXNNNnNQQ1VZCrepzzGyT9XV+rweAYvxTVXbEuKM
    dhicCbTmsQt6PlIVak3mK6q2H5w5qkohqlZ6s1xpRMXiGlqLfNSorZ4CgpqpWgCQ
    liDyvOzq29+oW843kieSQ9etqxi7NMy6Due8tKGjlIaVn9ZrqxainwutsLBjEQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "cache_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB3WUpNTUw2Sng4RGdoOUpo
    MlhqeVpXVWxtdXlacUpSNE9CcVhZTjdtN2dzCkJwNnl6YnVrNFFISmZZd01QZGZ4
    Y0M2dzQyR1dkd0duRHk5NUR0ZW9TU2MKLT4gWDI1NTE5IEtNY0J3V3V1OTlqV29X
    UGlIV3Jud1NSblVGejFKdERudzluQ3VnLy9hbEEKaTFybHlJdExCNEw2dHlGSDdK
    TU1ZcXRJYmRZWlAyOER5ZXdZY2U0cGpOVQotPiBYMjU1MTkgam4zTG5PSTdRdVNS
    MHIvOEg2OEJjNmp6MzRmSXZBdEZrWmRpbFBFci9STQprOVRuVTJ4YWQ2U3FuOVJX
    ZDN4cllvM2x0L0w2UnJjVW4zakxBaUQ0ejhrCi0tLSB2aWxjY2RPNWFHSTdzVHdE
    VER4cGZnUUcyWEQ3UDVDMHFZSitYMTR1a0w4CuIt9mU1VZdKYZqbZCX6AUOquvbV
    s6tmvjCJMWjrBHbkhHFtzOpdNij5WEubCnupILA5kfIhG6Z7LeZ8z4AVA2jlF7F/
    J3Q/EC/Hr2LWhJ5dCi6ySpWGoZ6gc7+TnT6bsUzcN4LH1xctpf8JMmI9SQB+
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
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBWYWl6MWpxdGhHLytPNXJz
    blRPbzJ1MmpzZjBhYmd2d1dEbnpoRTlmbEE4CmlVV0lSSjVjZkt5Zy9ncTlUN1Y1
    V0FkWHVwcXpGdVdOOW5pMmgvRW5NeDgKLT4gWDI1NTE5IEhCNHhRbVpVVUVxOU0x
    VHJiM0paNTI3NGhRY1pGK0RHZGxQUUcrNVJRVGcKL3lreEFUMW1Ic2pnanlXZ2Q3
    OTRRUEFhS3lLanRZRURpZ2VrRlF1M1BabwotLS0gdkdKcm82R3RNUkkzcU1TYjBY
    OGxXVndkVSttYzViSkkrSlhLZi95Qm5rYwrPfNw8YfwfIem9KTHf7Ylb4UKxUHYg
    DbCRvJNOGjqlSsfTcZyofWaWynVrT+6Eb/Q5CgP1G3mC/6KazJLGY9Xj1m262qXZ
    igoIKwL4TTG6hT0oBnLxBBhxzPaCx9VDBoZQsNYdLHqg1Nq9qUOpCL+N2SUmdLDG
    KA==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAzOGcxa3JRM05OYTV3VWV0
    RWNSTm5OOW9iQUY2ZUJ6RDBQOWxxdG9JdEhVCkpha1lxS3pkbE0yeFo1NEhHYm1L
    NkpIQW9nYUowQzVDTitidkk4SlY0ZlEKLT4gWDI1NTE5IGNUbGFGWVhXdnptVGVS
    Vy9waHdCWVZ4NUFhQVYxY1FiL3hXenhXdCtIbmsKSzh1SUE3b0hsSWk1M1hVaWRh
    MExYS1Vzd01IdFRNNGRwZmR0cHljbHFONAotPiBYMjU1MTkgR1c2UElZbGpuMCtR
    d0V4SXExU2hudWxNTnZjWGxwdFIyVVVQclZHZDMzRQp6QXNNczFGWjVOV2h5NURR
    TUdneTIvMXByY0p4MFl4MjdiY21tK0tYcmM4Ci0tLSAycnhyNUk5Zm80VW9sVVJn
    Tk9EeXUvajhyUVlSZHpIcGI2LytnNUhyNldNCtPZAVjJrJ7oHBJFxI6ps/XY1lfm
    XyrXF7Z4QNiByR9N+DZ581HMfcK6TbcrhUw+aSKcoCZweXaCg4754NGzdiKZmCrd
    SWUIB0hzyoPxHTj/crzPcb2JHFzxqEQZSswAgfhHHxdNGCiAEoHj718E
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "email_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB1aGdTV0x6NmxRNjR2dk02
    MmtyRVBIbVdMMTJxeVFvME5yQVl0elo4bVNVCkZjS1FrQ2Nubkg3V0E3VG5YOGQ5
    dXVZaytEcjN6eXFBaGRHM1NDb003M2cKLT4gWDI1NTE5IFc4bUlzVlYxU0xsM0Jq
    TkgwZkJCalI0cm9MN1U5cUpEWFpnSzcwQTlmekEKM3JmU2ovc2hrQVZDeVpCUnU5
    YmJjVGNqek50ZkFJakpQazhkYkVsckNRSQotLS0geCtXMTRNNmJiY2pQbE5JLys0
    a3VFZkk1Y25Gd2x5cG1nRXNiTGZ2OVA3QQro6bLWf1zXZtKVRipOBQmzWFdaP8UE
    ndg8qjDpWuuN6nfDfaYESRaO4dqvAfDV3zAEtivZQtL5L5H1bauN6sR+oO8uOX2s
    4PHcZoNlsCKFjyhfpS+XfhZxSEpe9kJHWzbXfWKWrsQog+AcN/XjdAe7oA==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "field_encryption_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBwdkZLUUc3ZUZqY2dGU2ZH
    Q1FycHU0Z1hFTDNXd2FUZlVpU0tzVmtxcHdvCm1KY25FQm54dmc5QWltNlo3WlJO
    RkZtb0o5aUlPQ1hvSVQ2anVtZ05iZEUKLT4gWDI1NTE5IDV5L0xZajRLR1NDM3pZ
    cllFNXBDTTBUeGtVVlVrOHI4MjBuTVQ0YTNZbW8KQzlKYkcxQTRURlRQQjd5aTU4
    OWNDUDZrejlGUjlqeHcrT3p6R09tdDQ4TQotLS0gUUQ5NWFnV2dQaDhJOWx5am5C
    RHdGcm90aWZOeEF1V2tHcVQrSG5pYTZXcwpcJRTVl9OTLNL3paGeDTy23FSOgl1i
    v+C+SIc0E6w4L8OkoWF6HBVSCzdPAwkkwx+cGle0Gxsju1RiP6wWJ00eJn4XwbYc
    H29tx9ZJRjngUzEArIPir4OMfr7LV6RjtaoL6dwnBxO5Lgo3+acRJlUf5ZX5KTCg
    NmwaGtRLKLcfg2KsWQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "secret_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBESzVNK1lSMG0rdWVjQXBQ
    Ti9qMWN5d2NRTXl6eE5zck5Mc3dtTnJtdEJjCmppQkhmYm1zMEVoSnhtUHlQUjBO
    WnNJU2s1N01DOGRKaUlNeHdRVmpNYU0KLT4gWDI1NTE5IHl1OU5lTjlDaWF3UkF6
    a3NCM1hWTFJXOU41c0xGT0VCc0tIS1JZRXEvbEkKbUtXNm1Ia1ZFTnd3U3RHSmRy
    S05lTm1lajBjWGlYTHlRc2txNUxLVHJuSQotLS0gRnBiakR4bURyNVlVblhFSW5C
    UXducXNKYy9NVkd0bWxVTk0zT3RGZU9Uawq7dmKFMcVeBNkVrqMvQXRa28jwNSx5
    jgBP6wk/IoY2yApK6Xf3MfupBVjSnSNZt+5Dkj1VP38AaZ4wzUvnsx9h1TMuD97Q
    /txSJkaGN1n2JYpTieBnKUxo+3I/bNS8DnD4f43Scvriu1ngBGs65VCcyk9L66UT
    DuGo1IT4Y1I9A6A5i0Ooc6DNGiUVpFs=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "sentry_dsn" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAwWW5nVlVGZkZLblNsMjRy
    ajQrNjVaaWo4aWRWeTRrSWJOcGxZVHlLdkVvCktXM2M0NWl5Mlp6T05na0YxSnpW
    ZUplV3lMRFczK1lwanZzVys4ZWRJTWcKLT4gWDI1NTE5IFBiTVRtUW9VRVNmdXpu
    MjE2aHdRdzlLa0NrR3k0c3p6akdNRW9RVklqd28KZGxSM2JabkVCMFFJVlZyQU5G
    YU0ydGNXMUFMdnVWMDdMQXl2RkM1KzVRRQotLS0gb01LN1ZkUWFGWUlSNU03ZUVP
    OWoxZ2g2QjZodHAwMXh4NStBSkozVk00cwqIMQWiteLXHnM5UPq9qVPoZMn833ib
    9a7MsgOZAl8yLiJZywgrpYqPlUuCTT0PS930hCzvZDxalQ/aPan7y/gtF2ZufcBn
    71cCL8xW9ujuCTNnVKLyQa1vNZ/a5kBaSPpsJ3ZT9NRFdjzeofIbROwT48c4yCtJ
    OEfmQq1A7aWQ93lm8ohG0Ka/biU=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_id" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAvNDdpTXlHSG8wM0VXaUtU
    cnJ2TlZ4M0FVWmlpUzdVaFlXZ2wxR0kyTGg0CkMwcFczTS9STmJPWkM2K0ZXa0Yz
    ellDYmp1b3hKems2UWRRaE9iUVZ0L1EKLT4gWDI1NTE5IGxEempSRVZxSk5hNWF0
    QVdpOEpFUHN5eTFNSGorbzA0Z0NXMVlHWkpabUEKdHJ4dHdJcGdXSmtFM2JLL1h5
    UGpGamZhanVGeWlxdlZOWFF0a2UxUWxRMAotLS0gYnB5b1FHWE42eVFhVXl3YlVr
    RUVHN2VVSmJ6YVJtcUpEV2oyVDFVYnFrOApis3GR6Qq7UAUnG1sIwCg3rXJUYXkp
    Kd+4tMcNqWAn9+D/Tma+IdduwTmVzsF3tJLIeXllcgmKHcoidFNWoj4GLhXxWIQE
    9HxaNFwifC3p9EEysw96KAJcCzavscGTNvDxcezC+jr/DZqd8dZtuynV
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_secret" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBJK0JVWjFRZTBxRUtrVXZn
    citENW4wUlF1amVpakwyYnFMUXJHZFBXSXpFClkxbHBkNkgyZ010WHVzYnRmY0Nw
    YWd3MnpiNXdsd0h3K2gvWEZmbjUvQkEKLT4gWDI1NTE5IHRHaDlrZlhkVzVDWFVD
    bjM0VENQc2NGR1pUL1JhSk9OMGNmUjRKTHNwbFkKalNUTEczRTBvWmVIR2tMMXJh
    dy9XUjNlQ2JIR0VqUkoxMnNRcURsOXJhZwotLS0gZVpYZkFWVHN1MTRDY1c0THk5
    SlhrOTVVMVFBK2tEVGdGdnZsVXdBVzRvawpLV0uovugT31lgGAjm2g76hxbciPQ1
    mnPJgWNQ4hFb/31mszouAB85Qwzsz6cH5B0whlo2skGUU0yJI0PUj21QN9KSHgOR
    uVGgfnfUTM/gJgvizeOM5lDmIj56vkQtj9j+yj1zdLkuaTfVQV6Rziyy16NPL0fg
    M8lmTqh4ZlKaGGAczg==
    -----END AGE ENCRYPTED FILE-----
  EOT
}
