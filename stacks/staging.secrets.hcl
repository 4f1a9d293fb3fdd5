# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "broker_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBFanJLaElWZVVrT1NOUHFv
    dFIycC84TklKakM5ckxTeEtDS0ZEWWtqNFEwClpkRGVZdXEvSmNVcVR6Q3dIdFhZ
    R1JRMytOdnFaeExVbVBnZU5SYXFXZkUKLT4gWDI1NTE5IEhpb3djT3ZSU2RIN2FN
    cUNkc2xBZy8zWkNBN242Z2M4NEdRUjk1WncyRW8Kd29mZGwveC9xVmNLMC9hZXJt
    ZEUrWGsxRE9TMzBRaC95ekdwZXRkYkpzTQotLS0gZHhEZjJnQ3hlVjJOMU5jL2Fh
    SDR0Yko0Vmd4dXozSmdWeGVET2NWdzFzYwqDhzXRwQZAURwkQML1234R+Ate3CSd
    QjUCWTjtC9dZjTz5VHQ6c7lJAnB3OdUDF+LlQVMds+0BSvYEfpNJx8uK5JtwFve1
    IA851n5wvxp/tUyVg+HiCDwy3/KCHQ+Vy28ZdMQTkt/Qv5ukgsoeSWIy05IIT8co
    Dg==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "cache_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAyTXpmTlZsbVJrQjV6SC84
    R1pHelBXYSsrTXZibjhuNHhzUFR0TjM4RVZZClIxYzVtcHFCTVJENG40QXhlcVVP
    bDdaMGhEd2JOdGRhdGNhSU9CNUZlUmcKLT4gWDI1NTE5IEEzaEJSaHZGVC9LTE96
    V1dWaE1tTVVDUE1CVlJjd3p5YlNYNVZwYkMwelEKaFJGWmoyUXZpSGlnbEdZRWNY
    OXN3WkNxVHBzRi92RU10TURkVGhrajR5VQotLS0gcklpRm9zaHV5b01QRkJZVmZm
    cnBsS0dwK2JYeDVEVm9Id2ozRmd5RVExdwqqwOKun0zCXukviBNGWzKo8sT00Wxy
    BmYd7p08XNiMSUyf52f7jgfluihziaZhhwJIZsaO37yCCpJW55rjDdaSgxjfQmNU
    XCyGg4MLAkPAqLUFeaQIa1iiPSufON1MXUgp8oK54gmsJUvewFW//wU/5QpvfvY2
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_migrator_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBiSWhVbmlaNVMwOVJUTVQx
    OFZXSGYzSi90NHMwZU0xWUh5d0diMjR0UkNrCnRWMXFZQUJSVHorelNLNVVFWXJz
    STU1SXBvVTVQbW1mWS9yWU1hamxQQUEKLT4gWDI1NTE5IGZLTHJlK3dQak1zZmRP
    dWlwTmNMbXRzQWZBYjNpdmpSL2hXOEZMWENTZzAKT1ZCUVErTUNvTkFwYTFmaHhB
    MmNMRzBJUndvSlo4NVJOTXo4Sno0ajBOTQotLS0gTEtvTzRPajZIQkZKWU0rNmor
    SEhQSG1TWVVCY2VQYXJoTlNVbGJEaDRNUQoM0AOw6IxsvnsXET0bjEBMJOU3wZ5X
    gIC4rpu5TUFqAIGjYPy4AqLG0WPlLVGlSFMBeWi+GTcPMAnCAmyL1YclrVR6k6HM
    WeCU88dvxjns0An1Q2rCJsqSJ9VPubc8+qgJmJKYiy99Ah37W5nt2CEAjEkwEPC0
    d+eVmZfl
    -----END AGE ENCRYPTED FILE-----
  EOT

  derived "scram-sha-256" {
    recipients = [
      "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
      "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
    ]
    sealed = <<-EOT
      -----BEGIN AGE ENCRYPTED FILE-----
      YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBFbjA0bGQwTFRxRk05bUxL
      aTlIdGh4L3NZMzBSMkNBLzJ0akluZ1dmNmhvCkc0T1U0WUJZSkwrU3MwMFBqeEhU
      WE5JWVRhK3d4TVpYdXBSSzBWTVV6c1UKLT4gWDI1NTE5IFNDdXl2K01LR2ZDclFL
      em4reGovRXA5L0FteDdVK3E5R3hvTjN3MjVtUmsKcXdWUHZ0eXVDLzNaVUJ5NWZD
      ejNLeTJWMmk1bkZkcy9GbFJQMHhzc002TQotLS0gRWNVOURrb0RuZmFGYi9DT2U3
      enlGd0pKTzM5R2pvVHVxa2ZDQWs1RSsvMAqwBd5srRPc+vImlhiVxEL+YA5yABeU
      daQ7Vchb8OQvKbLBe+qekVhrOcSMfaLFc+ThPH5JEEdwQyE2UZmMELJbDNwNljwz
      U6UJo/zN1g29eInqAlSIYdI9o7xGSbxwDfBFHzffsK3f32VwbMH4YOLrzxKdtKf/
      9TcqhZc+s/qcwE1rL2lnYy/aP14NBQ71hAv0VtiCWNPeTH5DDDYN3KaAskxCImrB
      rQ6Prb+hl5qRKnt4cRdGA/+iorv9qvIB/EwgGinj/MZ6lePEj9MoAwENvkXy5flv
      tgYVp04+DysoViQlluV4++hyduVp1kI9Pw==
      -----END AGE ENCRYPTED FILE-----
    EOT
  }
}

secret "db_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBQN2MxWWFHZzlzSkJCd0Ji
    QWVqV2tXZXlpbE9UelhzcFBxU2d3clBJK2djCjBRbjNkKzNlZm5Kcm1MTit5d2FL
    SDZBUkoxRndwcDhRcVBVYjN5MENPaFkKLT4gWDI1NTE5IGJFbXdmeFhjK3Y1Q1h5
    TGEwYXJwRi84V3FXZ09CU0Zabko2dHRpSmJqRlUKSHREbGFCMnhEZ3dnZDI3ZFp5
    Nld1ck4yQnprNlNhNDVaeGIvTzZncnRpVQotLS0geUIzb3Bvclp2Z0MyeHRHYjU2
    ZTVCQ2tHQS9XZkpMNldkU2l1eVVQZEFNVQrJ6bteefz/bQAndXpWHKQFvMz2Swvi
    oQplQP3iMGwKDuOfzt1w4o7Ja5QgaamP1Ub4KNPGj4bVio/ACDyT7wFYw9SNJwVt
    Mqoe+6G3SQxW/ZXK1/yoPuuaB06L+JYKVQYdNNsisKFuD0vdnOw8HCO8NY+q
    -----END AGE ENCRYPTED FILE-----
  EOT

  derived "scram-sha-256" {
    recipients = [
      "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
      "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
    ]
    sealed = <<-EOT
      -----BEGIN AGE ENCRYPTED FILE-----
      YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBUQTF3azVnbFdqdTJ1ZFpM
      Q3orUFQzM1YxVXlrbTcyYWtBd1Q2Mzk5NzJBCitrM1BSUE0zUFpKN0pEaVgwM2lZ
      a0g5SzkwdmR0MTJnS0FsQVNDWDd4TFEKLT4gWDI1NTE5IHVyRWxZSC9vbFhlVS8y
      eHY0R1hBZjhGdTlTVUlEZ08wV2pBQ2JFQlJYeFkKYXdmZEIwVFpUK0c4L0E3RzRy
      S2dCTXhscFpNbTdzVDFHYSsvZ1c5clJyYwotLS0gWE9zM2wySkdvMS9Qd29Fd0tT
      ZDcxbXk1Ti9GUkgyWTVUTzZRWm5BTUtadwqSw28vOQfWq+COLOvr6PuFq0tU5QwK
      TIy+mDg2uD2E9xP71glSUmcsiRtUB7brXLkuEf06vENLlXt8BGBarAikBYjOzQwk
      jukvUpjMpm0RjQ31eI8TF6HRoNmM9tavd2sBGEu9Vw7if+PjDV/KaXEYjv2eiYNC
      WEke/l4S5FynEtwYWskDynoboeaB5KLoo2W1gtJUzXsY2a6OJUCkqE8ugbzbcJEi
      X9VuKMbJCHacipJe+7dPx1FsyJSBR/3gXDR3yt/CXnBOUiNp4iQwrZ3ZtBx+ZvQC
      uEldo9z66ysUTEaOS4AYcw==
      -----END AGE ENCRYPTED FILE-----
    EOT
  }
}

secret "email_password" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBmcFRPOW9wZlZvbFhFZDBF
    cjgwM1dWKytORmkrbTc1Nm1PMGMva1FxQ1h3CkpVbEtKY05qUHcrSk9Gb20ySFJD
    eS9aOTJ4bWRsN0U2S0cxQVdMRE5zY3cKLT4gWDI1NTE5IGIxSmd6ZElOeTdxNlN5
    U1FKWDllWWQwVW9Na1cvd2pBRmlWK3I2d1ZSRzgKNlMrWlBwdUhVSy90dUFwTjBN
    RWd6T2E0a2lHYUNGeDlpNTVHb0VvakpzMAotLS0gTXVlNjB0bEZ6cVp5QmRUWmho
    NFZwdVZDd1MzemE1S09kYUZsNGwvUTgrRQowYWX4R/3VdNTbUlS3LlODRnpAw5Fq
    69YwIltK9vb82prLcNIi40fZS0BmZ6tjHDFq60jqJibVONvUyMV47RR7dRZYhqs0
    1Oy/NjItBBX7o84fLZwHVtDhg2scd3Drbez4pNUOHzMwWsnVlP+PwaHe3gkL4fNf
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "field_encryption_key" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAvbzVEK0xObU1mLzU3T0Rt
    d1gzUndPTlp4bUw3V2tkLythNVVCNldxMnhjClh5RVAvaU5vaXg4cUF5blFZYVY2
    NXZ5L21NRWowWkF6Sjh0aGRPWUg4LzgKLT4gWDI1NTE5IFVQeHc1V24xMWNDR0hp
    ajM4QlAxRnFzU2pNNTJwZDBWMktGcTFBaVZJVWcKRXFKTm5DWmpycklzaTVRUEZh
    bmhHY2xpUTZCbEpBdnpaa29NNmRGSEl2cwotLS0gOTVUUnZGRGF0cTJNVW9rOC9i
    MDk0QVBZeXlZeUV4WGQrc3hFTHRtVjd2WQq5JO4MRKvBopbOJogTQF/htUgCEuIT
    bz+iUgRNDMkkXmKWWXxAWYbIfQzq5CJK9tuViD9g+iwX2b+tiuJFg9+sPvv85S2S
    Q+BcfSLPPgQtPGjltTsybCJ7YU3dZ9aYCp37lOqKoQ7Yh0duAp5lt+6hYsAixg6W
    bVklyU63S49n8+ZGQampl7Jc
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "secret_key" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSArUGlpcDNXSTAxTWV3bURr
    cVBsRERyZ3RURTY3SGNlVWNDWUY2Y2YvdzNrCk5TVVRIbEtydFpJNkRLQmpERVl1
    bllZSjhVSmJpcnVJenRzU3ZaR0R4eFEKLT4gWDI1NTE5IHNIOThrdW1UK25BYllY
    TFlXUy9SS24rZ2cvZWxpR1VEZThxR1N2TFZZME0KeXdEUHAxb1N0cjlNVWU0WUZr
    WXV3b1lvcjhHcGdHQ1RLaWIrbG96WG4xcwotLS0gVmE5d2VBaWllcko0RVhxaVFQ
    MWJYcVBLaUx1ai9TaDFxNjNBM0gveEV3TQrPVW1GJa36wm0lPdHXSAWLfXHCtFqB
    b4zNYZYewHjk4ak8GTC0RkrOziOLKMixhS4OOfzQIEB/0QYSabxb3WBcExzTFu3B
    QPsRWzcCdDJAj88XDU4/4Yji+d2rU/yLPug6QhRlGcMJcodVbS+pz7bdP8BsUKrp
    l1uiXxOeptQzXjr95ar3kOrEyT4mkDaDzAG2gg==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "sentry_dsn" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA1TTloZWlwSmx5MEVZZ1Fm
    VFVNZVFnWVZacWkxMEZKYXRrYmlHaXF3bGlFCkxNdHRFYkV0cXFpcUpjU2ZMd3Zr
    TVBHZVdxbGUzMTNJTG12ckhwZXVkb3MKLT4gWDI1NTE5IEQ2cVgrK3JVaG1FN1RD
    Z1oyZTJGdkVIL1p0eHN0OFJ6UkQzQjR5TG5yd1EKM3VmazU2L25mUzRyRi8vRXZp
    emZsdjVYVjhiaTJhQ0djMC9RWWZYWFN4NAotLS0gdHgrWk1BT01MTm5JVDdrQTM2
    YmtIeHRESWozanlqVmljNEdTNVFoLzl1RQopRG+M/W8QiZINUut88m38/5nlum3H
    wj3enQSf3RPNgl9Vq3XsW8VrTojL3AZEJielTXdyVE5cpK3o8VeJrizZkyec1Gm1
    Y4LAKVG4KMJ9nuqyhieVnUGQkPzoMZdtlzZdtWIVXO+liSaWPvQpiNMJ1MqWUp12
    HBY0iWC8YEm1gDfkolrO+YrGRuv1+Ogv6A==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_id" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBMRXFlbnU1NVRhanBrY0xk
    clNMWUxiOTlkbVhpdU15RjF5L3dTREdnQnljCmdIWmxUL3N3R3pSV0phcmk1Zkl2
    dVdqVmdseTZrV2hiZHF0dDhUdjlaa1UKLT4gWDI1NTE5IGg3a0FQMk1lMGlpMzBm
    RU1GblZHeTQvNXFuSTVGMXUyeDRMUVpSalVTQkkKT0lRbEY5bDkweWRHYlBxRXB4
    S3Y0NXZyVmRGeGZLQ3Z1cTU4R2FnYTNtcwotLS0gWkdxdTJ5MGRMK0liT3lNeHoy
    aXplYW0wVkFvanBGQzQzV2I2MzdaNDArawoyJsptz5zvxNVMREf3kg2v/ZyTNUhn
    hOGKk9GBY69baxszurCl5XiWramsgLmVLoyF0FryXX42o4A1d8FjLUO/WtIwatmS
    y5rIBB7gmWHvqgiyW3RiZ+ZCT5LpMqxGVGv03LFSRrK8K6Zoq29FAT4luUINxrE=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_secret" {
  version = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA1aFZuUWZxUlFiZ2lXU1Y5
    akIvS2k4TldlNG9mMVZOS3Z2YjB1dWxvV21RCk1yZ2ZheW95VEhaVVN2aEJIakpk
    Qk45Yi91ZlpmR2NKdUFQZG9pNW14c2MKLT4gWDI1NTE5IDVVUGJMM2lhSGY4U2Jw
    dCs4VzRCeVB5NE5JQWdsWDVadkN0NGF6bEUyM0EKb2Z5ZG0weTFNcmZoSmVYeHBs
    RWxtQ0cydmdUeUw3UGtuV3V2UU9WbUJsRQotLS0gVmZETHMydCtDdFFXVCtKcSsy
    NityUENsanhqeEhhV3FNenpZMlZYSTllVQpaXFPlgWi7M0v7ESrTtXepX/dLWR6Y
    vjzXlgBNcQFV1MlXDDNlZgpGOMmLjkP02X8hexMPgY516+fVWORA8ZGEgKbIMtUu
    NiS4olKinnIdfv84/OOkb+tDzuCBRr9T/583i8kWAs6YeS1k7lB+ToEE7oAIQdmJ
    50VW1fOlFWLety1F/E1mHS9B
    -----END AGE ENCRYPTED FILE-----
  EOT
}

authority "internal" {
  version = 1
  recipients = [
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBqjCCAVKgAwIBAgIQfJO6aL3/j4UHiUKADDAtAzAKBggqhkjOPQQDAjApMScw
    JQYDVQQDEx5zZW5leHRyYWRlciBzdGFnaW5nIGludGVybmFsIDEwIBcNMjYxMTIz
    MTM1ODQwWhgPMjIyNjEwMDYxNDU4NDBaMCkxJzAlBgNVBAMTHnNlbmV4dHJhZGVy
    IHN0YWdpbmcgaW50ZXJuYWwgMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABApu
    3stc56QyQE0L+nupfEuHqSgPOsmNrIQTp9vX3z1ci1WDKhKNTLuv36B9B/R9875G
    vZy1iwoZvrPkW+1yDjGjWjBYMA4GA1UdDwEB/wQEAwICBDATBgNVHSUEDDAKBggr
    BgEFBQcDATASBgNVHRMBAf8ECDAGAQH/AgEAMB0GA1UdDgQWBBSjnnEp1HEP/Ojv
    tdZISw/cgo0aLTAKBggqhkjOPQQDAgNGADBDAiAMtxbqaHpkyLuJrCV8wFKp6I1u
    LOVWJuR6JFKlIfkVOAIfUCl2CMnrs/ULKJztZ8bCi7gCLaCGwmXL9/PhOz8+0Q==
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBuSFJtMEJZMDdyMy9kMjVq
    ZlZoamZUTmVMRmRuSE4rUExFSFlwZTNSRTBjCm9qa1JXSjBFSTJjcVB0N25PdUhk
    L21RVkxUb2JibGkvMENJd3I3NzQvYk0KLS0tIGNVTm5xc2hlcjBNR2pINzZQcFBi
    YW9vc0JJY0JCc0pLdmRjSzlnNVhKYUEKmjNMv5WWBARfCzYI3zPg2CgU8nAtc6HG
    +1N1s594RZZNqU0GXG1glOEEkWN4xWJFUYgljqOZ6YATTCT5szK4FHEwhqccvwmc
    Ao4PCgfbEhNYJ9Q8XWaT0NN0nyQhXnNudfwCMXjNaXj3DWMx1eDa9YIkxK/E/FyF
    7LI8/Cv9q1yYM38Lq/jPN/D0HoUVP4jFvNYtG9WHwmZQsMSdOjG2lWM6O6081mtD
    0t1KdSJe2IkVhO0JGyvSTFzhWYvb2u34SpqjaSsI8b/Q/9ZkLc38tZnGbyvv9BTX
    FCRXryCWrREzm7gJc094YdrXARugtsA6aQOimmYnj/DvT6+oecJa8vmDIUTUv4Mi
    Hb9x0tdkkbFtxPD09UrlTxqYItKgys5t/hS/WIvwh0CGXvffHXYsuPgBI28wowzA
    3Ypc2+KtCv0z5DAyMp20E7BBgQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

certificate "broker-server@stage01" {
  authority = "internal"
  version   = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBwzCCAWmgAwIBAgIQbLWhShb8a0XPtSqp1B7M8DAKBggqhkjOPQQDAjApMScw
    JQYDVQQDEx5zZW5leHRyYWRlciBzdGFnaW5nIGludGVybmFsIDEwIBcNMjYxMTIz
    MTM1ODQwWhgPMjEyNjEwMzAxNDU4NDBaMCAxHjAcBgNVBAMMFWJyb2tlci1zZXJ2
    ZXJAc3RhZ2UwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMnDriuoVS0yyz3z
    21Mo/RelgLtfeZWMPsH9Xv+SxYRdrfxehQGHt3WC0cY/JtYXlsacEyUIwZXvydTd
    pEeyrYmjejB4MA4GA1UdDwEB/wQEAwIHgDATBgNVHSUEDDAKBggrBgEFBQcDATAM
    BgNVHRMBAf8EAjAAMB8GA1UdIwQYMBaAFKOecSnUcQ/86O+11khLD9yCjRotMCIG
    A1UdEQQbMBmCBmJyb2tlcoIJbG9jYWxob3N0hwR/AAABMAoGCCqGSM49BAMCA0gA
    MEUCIB4NO2KJUw6qUVtq5OQhEnLUmSBIi16NSvzOGJNAWWyNAiEA70d/qUESvkZc
    lgnKJ0NxDn9Z0Tzv9KzOHcTsFpvzPK0=
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAra21oVGFYam0wZWpXaCtt
    TkhUQ1M0Mi9Ub2g2NUhIcnFPeVBTMkpYUGdZCkFjbHBGc2NScWN0TUZYcWR4dWM3
    NWxyY1NwT0JFZ0Fqd0VZQllCY0psbTAKLS0tIHU1WitxU1oyUkFDU1RGaGZ2T0tQ
    dmM0dlROUlEvUmw3bzUxeTMwUVUxMVEK5IN28T2XPt1/HsCE5HKrRKvKsfQDkBtG
    ATqWvRetqC8L4embmwjABJplkObCTBapb0lgkFSdf9FanWrMKjDTUIdeK/ucteDp
    LtnY2CaTnguc5EqX0Zh+oJ0f5ak1wE23eWQA7pY+oY7VK0SbrrsqdYN1UFFmlF91
    /EexmfqdGVDlzGV+647P1c3eVHcuPxeoMezzrQSXWBsgGvu3wdLMbcOybQYb23lV
    s/bTfjmWSVUjAbDHVFk7fbzkBu6bZdmTnCqmPCxfOA3ebt2Fe3r2MZXaoUp073XE
    iW5uuhOdLHyaZ3s8TsubYA6ePFGgGc/CNjCiJpnjlRGSUdY4+YWPOXD9OIj+W7IQ
    zhCtyUExFJJya+QWE3TcuSo3VUy90ac2zzqBpDODpqokiPttNz2zNarTbvzi94eK
    U0SCWAPOMOcQrj55AZO7GPo4zTSC6w==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

certificate "cache-server@stage01" {
  authority = "internal"
  version   = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBwDCCAWegAwIBAgIQTp/FiVdWVTFJntYItcIbMDAKBggqhkjOPQQDAjApMScw
    JQYDVQQDEx5zZW5leHRyYWRlciBzdGFnaW5nIGludGVybmFsIDEwIBcNMjYxMTIz
    MTM1ODQwWhgPMjEyNjEwMzAxNDU4NDBaMB8xHTAbBgNVBAMMFGNhY2hlLXNlcnZl
    ckBzdGFnZTAxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExius61woQTn2/p/B
    w7bJCVSOrJySDlkuMbjD1i7s8h91J2YbUpt5dC1LqK0Hh5/bAt3GL84UgrxAPyfW
    rJllHKN5MHcwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAwG
    A1UdEwEB/wQCMAAwHwYDVR0jBBgwFoAUo55xKdRxD/zo77XWSEsP3IKNGi0wIQYD
    VR0RBBowGIIFY2FjaGWCCWxvY2FsaG9zdIcEfwAAATAKBggqhkjOPQQDAgNHADBE
    AiAOESRbjEpl1nPnmXpNBYS63zS+J0zSDCtuzN4M9D3caAIgE/2jGCfeoavZ0Hy+
    axJtJeiDi9I1ZQwHATbAoa7qGOk=
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBHalU5Mkt6dGJVZWxIMkdz
    ZFJleU9Tb0h0SnhkQ05XZzdiZVlERlNxU2xJCm9kVEJ5eUFKU1Z4K0tVdk1GVjZ6
    MjJSOHlTOFE0dVVsakNuQ000QUt5MTAKLS0tIExxeTBnTGtGeDhNUDZSbVNRMWty
    VW5LdGlldFI2V3JCeWtWaFJiV2F4Z0EKlcz8kaSRXcOINL3SYLrwvG4SfpunpkmB
    MLP2Dnwfu7lbFW4YSZ+xtxKMPA9eG6Yn5q1E9SVb5WQCVvEio8SOoOD3brZ9fOIl
    T+HEtC8vhGb201LrDL+0CM+X2n+yLIqF+oaB2BBO+GByGSugmUdfYwgugyKTCHrt
    rgc5fjeKILAP7AeJqCfanDDTlMPdKF4rbn99kd9bCBbBf2Vk7eNBDHviIBkY6vIv
    vIicxEZA3teU2TW5UqD2tkyEpgdl1FzpxWDskmQMWsBeHMe012rE2DWysdrIfLPi
    1teWDvn5ZTael3L8GlopBnouJ8c2lEt7RxMgohlfUg+3DxXN7m7sQoN2d0v9hxk+
    L2t9pyDDZN6i4WoJlJVHKNfo8zkJci3dxK2QPi8YRLettalEd5llGl9GTCONvB63
    +P32h5JDxxyRDex3OtoiQS97DggQ
    -----END AGE ENCRYPTED FILE-----
  EOT
}

certificate "db-server@stage01" {
  authority = "internal"
  version   = 1
  recipients = [
    "age17ezgmvg7c2449p4a2rahypg43fd48k0hggsp90lps4mmk6t6ggwsna5kjr",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBujCCAWGgAwIBAgIQXF0pkXLHs4tKhSO5rhN9EjAKBggqhkjOPQQDAjApMScw
    JQYDVQQDEx5zZW5leHRyYWRlciBzdGFnaW5nIGludGVybmFsIDEwIBcNMjYxMTIz
    MTM1ODQwWhgPMjEyNjEwMzAxNDU4NDBaMBwxGjAYBgNVBAMMEWRiLXNlcnZlckBz
    dGFnZTAxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8g/jKJiAlTHa4ypW+L71
    AzcNkmZcYye6VD0gc0Np50YBX4lY78zFNRLdM+RSYRxfAogB46RIYPC3t3E2lhso
    haN2MHQwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAwGA1Ud
    EwEB/wQCMAAwHwYDVR0jBBgwFoAUo55xKdRxD/zo77XWSEsP3IKNGi0wHgYDVR0R
    BBcwFYICZGKCCWxvY2FsaG9zdIcEfwAAATAKBggqhkjOPQQDAgNHADBEAiAzdgVT
    P79JLae8TxnljiY/L+qeMt6m5Vyrx/V0C0rpDgIgMNeWqGeSArTGLaK69j1Tqw5Z
    piusP7I+RP0qijjgH5M=
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBCK2pIaGdsTHJ3UW9MUFVO
    VDFyTmhVZzE5cVpkVmFUUVlIMDluKzdkS2dvCjRRVGx4dG1qV3J6ZzBpWVg5QmlI
    aWJISnNwTUJrOUpsQy8xY1pHZDRQQ1UKLS0tIHBjMm9aWjgra0YrRUtYU241Z1h6
    cHZ2R01ERWlYNTFZR0taNnI5WlBVdk0KDlCsyXy8vmwyLAVxAQu2dwcklwLeLN7b
    nE8c50sbKImo57gmOS8XNYYqIPiMYB5RGl+3GVBiRFGXMUfynC3fTO94nR0CLG5H
    +Svkz1/sPhFpEvcXI6z2EeMtx6gR+T5u5pyF4OKs0aWadwD/Urnc6cdrvutzeFqJ
    H0yLymqsBE4nAaLPsiaMoYk9cnaVFbg2mFWJzkRkk9HzSAAMMo3S8DluiNlOWUpV
    HyU3MLxyoH2AzYYEuxnuQf974SoUkjxD6HbdW8AI8dN2Tf1vqhxthDeM0zEr/duc
    AjzdFGOQq12E3IoTXwFj4Q3JNtxzkL8dGn6V8I8tFJ22ppbV2PyzRHmFrIkplQW/
    8IqJKjUoPeqXS2e7NGABTgYqDi3dPtXcoz4AWQqHlM8ued4Nc+KXqPn3/e0Goy00
    K1l6zOH0Y9WgKWisWHyux0xp
    -----END AGE ENCRYPTED FILE-----
  EOT
}
