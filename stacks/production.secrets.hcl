# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "broker_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBzSkZIUSt1OXhkRXhqUkF5
    WklZZTh1YlRBSjY5QzJXWnF1aTJBZHdIY1dVCi9xQTRCZmc0cnNDUmJsYy9HMnlO
    bitpYUdKQkg5NndiU1ZBVU1tMmo5MUUKLT4gWDI1NTE5IDFKY1MxencwZVpNeXlH
    RGpiMk5SVWRTRWhuOWI3ZVY2WkxuY0NxZVNabXcKU2g0ZnhXVUpiQnZiMW9EVFVh
    Nk54aHpLdGxGZkdyWDBtUFNhVTMzUFEyNAotPiBYMjU1MTkgSFBJUkdiKytjS1pv
    amZQWE45WmlGdXJyNFcwSHlSTnN1L3NmTVhJRUVBYwp0dk1UdFptdjR1YmltTFh4
    cVpKZW9GV2VnV01Ea2hoTnVyTk5FYlNMVWhNCi0tLSBZOXRJZTBLaFR6cXcwSXdO
    ejFMTXhWTklqRXc1a1JnN3h0MFV5T3lhYkNVCg47YiP54M1CjDS1h1JEBBGfxDKA
    5KRiR81A4lI3rYuKgoNxryh7HFGu2Wk0+2xPDqihZ7/a0lLgIaNaK5RQ6tTrAlh/
    fPWYx5RY+Zq8rNop9ZU2v65UWn5PsCye9WRbkB16rCpMkVea29MzppXQuC7DAGQQ
    8LKkQuWs
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "cache_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBmSTNBODIzdFpFNVVxWCtL
    b0dmQ1FUaTNIa09vNkg3WXhQOUtMbUxhS2xFCmY5OTc4Sm90WHFCSHFGa01xUHA1
    ZEI1VzdMeU1FRytCd2FwYno0WXU5SkkKLT4gWDI1NTE5IE9ncU8xRmpKWUVYc05J
    Yjh4UFVZNk9RMlVHanE2QUpxRkxabFdEVWF4a00KZy9teE9FOWp6UldpT0hBS2o4
    bTN3ZlJFR3ovTTlCNTJLWDQ4MHh0K2lJYwotPiBYMjU1MTkgNHlUanNUbFFTNmI1
    U3FyTnMrbExoRFNGSEtVWUtoaEt0T21SUyt5eXdYcwpnM0pzdHNiSFhNRWYrNnVU
    UVYweGJPdm92WjRqWWJ4dTRrNmsyK21EOWRNCi0tLSB3MGJXa25hdFBuajdCeTZY
    TENRTUR2VkxQdTZUekdMQWJMTW5zRkpiOUJrCgbDezRvHI6rzWh+z0428VRh1jzY
    6KURt08NEc7dBeNf4IXhYDYq0oKqYOxs5LA/aEXATklxIN5+W0H4absBuGbZKjV2
    4hgTS/zxfhf0LLZcRJGVCLmKNP9GDSMhLTcuSw5r4KsH7niZNFvIrVqUdxox4vgL
    GwqEcYE=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_migrator_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBpWVhTcEtxWWdCU2hlTHp2
    TGtZd0dLVGRVQ2E3T1QrNWdqZnZXOFdreFFRCk1vWEFvVmNYdGtaWWF0ZFRrRjZw
    QUpuVjh6MzJBWFcyZzhXS3RzMGxvSkkKLT4gWDI1NTE5IGpGTlRBZnV5Smp5cmhE
    U25pMHl3azFwdENvQy9OaDRyOXRWU2NkOXRqUXMKYjBaMHV0Ty9xcDFlNzJRK1Vj
    SUY5ZStLVkJGaXdheVFETi85VXdmakZrQQotLS0gRXZYamFXZ0h3azlhMzMwSlg3
    MENMSWFuMlNqWDJvbkNzMjRBSjhyMnM5WQpE1zezKzh54b9H4ltjdcKRoTZCKpwc
    s/f2rw560qEhgoxNJzxm2FccVEeZJO1536volPboWPtqKv8UbZLnr4VYGX8Brhg1
    4aLlTb30lizHe9HjjNsw281LvbGgRbCZ6niACXyDMx+STUNolA8BjxewxQ0mWTYt
    EG/5xZKZ3F19
    -----END AGE ENCRYPTED FILE-----
  EOT

  derived "scram-sha-256" {
    recipients = [
      "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
      "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
    ]
    sealed = <<-EOT
      -----BEGIN AGE ENCRYPTED FILE-----
      YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBQNjY2U0xLdTRhbC9OaEZu
      MFZ5MzBmNnk0MVVpM1RhZ0laNEd4Q2Y0RUhBCitiQ3ZVeUNmMVpVSTFzNlk4SGpk
      U00wb3VUVXVaeXlMYnZicGttclJCU2cKLT4gWDI1NTE5IEJxbGlyOEU2cTUvWUcx
      S0VNWktSektYSHRXbWw3ci9WQ3BEaWVXVDJpaGcKTUl0dGdMNkFrUTZUbGRQbUgx
      RHdmaGtFb2htRzhMVHNoOEhEUGwyc0NIMAotLS0gdDZXU3hIckdNZ1VjdWdndXNz
      dDB5b0VzNHE4NVA5ek0vVVI5bW1Menp1SQrxNtTNY1DGZ9MoOF9yX3uDv4wXDNUo
      3VAvSZXbM+6RtvklGnSB45/X+Hna7OBdA3s46j3mI4HDkzQ1jfFmZdi7bNfNDduP
      TpQWsJZ5aBE2xcvBafAgyt9Ctp26J36ktwk5y/3V2UYY8w60MJ+w/uKvv/6WNaya
      z9mJYVEwgn51N2XNx1sSjuArCpQdy4Fw1Ba/tz/lTDVVTLF5fgTrM2ltLo03KVhs
      VydeU0XKTz8M5jVHbLPMu6eHlizV0UYzQAJglkohvoWnpYx2Qzmxg2y4wwTX8NSp
      EqKL/IKEo+OB7ytytWKfhJCMjVeHTV9riCSlvg==
      -----END AGE ENCRYPTED FILE-----
    EOT
  }
}

secret "db_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBQMS9VZlcvWHUvTFYvMnJz
    aHRSM0lnSnFjcTc0cU1INUpzOURjcDMrWGtVCi9rZ3h6bDVqY3E1TXFhM2xXOEw3
    QUluakJUQWJ6SUd3MjVZYkZTaW94dFEKLT4gWDI1NTE5IFQ3dFRxQmZoTTVFbWRL
    RHhSdE05RVM1M2FMN1dqczc2d1NKSG5IWm9ybDAKM2Y3Y2RwMG1RR0x5OEVuNGJs
    YWFWNW54YmZkazFaa3lzajRPYmtIR3ZnRQotLS0gaGV0YXNMZ3M4NUF1b09mcThv
    N3dJU0NUVVlSeWpnbEphTHdmWmthb1NGUQqil4RpXeKMp/8Jl3AYF2M4OJknsruN
    EwfbF5IbmhhHXaQ4vpJprW5VMDurdCLMbTab5T9r5nz+Zv1yam4N5kOTV1bMfFkO
    DD/kUhzfFWo4n1NJWF9EcIBsAwDyJkSxMuaiLwlapSXh3NEwwfRA3VWUeDb91rEQ
    -----END AGE ENCRYPTED FILE-----
  EOT

  derived "scram-sha-256" {
    recipients = [
      "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
      "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
    ]
    sealed = <<-EOT
      -----BEGIN AGE ENCRYPTED FILE-----
      YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB2bTJFSm55RXdZU2VIV1ln
      WFZYWTRSMlBsa0xBMTNiZDhQTGc0dDdDNVhRCjN4b1BmbHNacU12czczZ25iQWta
      emlUNEw4WWlGVGp4cUJXVFJVbmFBODgKLT4gWDI1NTE5IHNkbVEyNnZVdFlhNlRL
      bVhoTmhGOVVQSEtJYUdLSjdWd3BjbEV1SHpDazQKMlozU0lmUFpCZUpoYzFFUldO
      TllXdmRGMDB0RWJoVE1TYTczYVJXZWZqZwotLS0gaHhWQWxVdVY2OHMzSmJyTGNJ
      WHU1Mjh0blFyNlg5MUpHamRtelY4ZFpvSQonEAh5glxkqieCNITBgqoYsfNs7Uh4
      IagrHl+jKjr5p9K7H0j7Itb4M6RjNLqcDkQOKJxEEOVFINn/an2GRsGQOWC3V/VR
      zn9+dVVCtU/vOhybyjYFsZlcyLQ/tJhXLafwzoik2kz6qpUwvb4wfsWV1Pivl1i+
      osT8buA7RFiAAxWIYja6uzOVyR1WXw07DB9LfFmz3PIL8FxFunBetFdpx3zWd3Ov
      5dEFs1GtPDgOR5ITnrPqjJ2E5h+dJRIdpv9cIFCv0ymKL8cfrXLM+KMFHmK7aFcs
      TQyv7375uf5gvJnr8cvv5JQwmA==
      -----END AGE ENCRYPTED FILE-----
    EOT
  }
}

secret "email_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB4bkxhcFNuUHVXV2diemZ3
    aHZFWVlMaGsxOVZOT3pBTE42VGQyUlgzTmhRCmdCdkZaS0V5VFpvS1BvY2tuWFI3
    NXZLd2xmZGJnTGRUdCtDaEVzUlMxeGsKLT4gWDI1NTE5IDhBelhTcUVydlF1Qjg1
    cFArYi9ycmJSL1B3TnkxTHRGOWFSVDFWanN5aHMKeHkvWTUwL3BYK01QSWZJeXdW
    TmdSZHBVaTBPOVJTUW43TURGYUMzekhDVQotLS0gWW8vR2NZeWMxOXprbHlrc25k
    bzIxaDdmTi9QZG1BbnVOaWFyaXByTEtRRQpXxCwGodYd3ZfB17P2JPhxZ7P6XApe
    WcBhfDBSme4hCDyNG3uMhv8aDkqvZotbV533ndHyjdKNM68IxfKKvNJiWdYP59zN
    Sc2fRFkaxfQ/xF9IIEF9oZRaoOtK1BRkva2Hplayx8B9WFc=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "field_encryption_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBmcHI4KzdidU91ZUhaei95
    Y0RWSjczUStaK3BkUEYyQ1A2TUVzUkxvR0JvCmVBNStoRXBQZlU5N1Qydk14dFBp
    Sk5KeWs2RUM3R0x1S0JHaW16b2VBdzAKLT4gWDI1NTE5IGEzRmtIWFdnWTdPbXBH
    Y01POHBvRDdSYkpQWGpmRDNGazZaTlR2L2I4SFkKMC91MUxrRlFIUldUNTRnSVFw
    TmJES2J2eG9kOUNnOGcvYnlpdzRqRnhPUQotLS0gdS84clVsV0VqcGRBSGRVQytT
    dmpoV2FEMlFwck9GMjV0L3FHczFlNlg4bwrjtQaS8O8vY3gElPTnxAVh6xODUg7c
    L+nKOG+jbmClrakitaj2Qjvoj1vZFkeIT2k8iwt4HTUPal4TuUoLwrMNubVQ1fFm
    CCFboqOeU/mtp4QSPg4lpyFc0mZSVmEBzSgcik3IrA/sYFVYHsnnp+YvevuUwcJB
    oiHLvm5cB1H9vKr5NHurIXpRERph
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "secret_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBzYTYzQ0xPRndRUGJVeU50
    K3BoZGtVNGV4S2Qxa09iWCtvL2NHbjl6SVRnCmJjeTJkb2JzMnR5SlNWczZmQmE5
    eXRPUGcvRXRQTkc2b0xGYm5lTDFORUkKLT4gWDI1NTE5IGJuVEJwdHdsWTJ6Nmxp
    L1JNUzU5V1RSVzkzU1BpUExlU3VRQTloR2V4azAKWXhaRllGNHNSSVFQNjNxc2dJ
    WGdWVHJEc2pWVk9MdFBjd0RERDZDbzZjcwotLS0gRXMvb0NqN21JRnFYNHpuZmRB
    bmpCdU1KcWtYTk9xaWc1MkVBeFpOdnYvOAoh+9O8Ht9PhagKbHMn1aBBlIT5V9eZ
    OMmJF/xoavA2RuoznKJS3f1KaeYFx0EwKLIOxMK0TO3xjzB267GVe93K1j6/ge+X
    KEHfs0AZj7BjxkuEosJJoKfBdEDBOn4jKkbaXJ+TPzKKd9it53Aza9UCDO4TTzgR
    zzAMoCs0W+jzloycG0K2/ug=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "sentry_dsn" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA4RWtxS0FHbGNEdnRQUUNJ
    dm5CL2JON3cyNXZnWFZ4ckRLendDMkZYK2prCk5GN3o4bXpRNzVvQ1RqcmpBQkJL
    cDl0SEJ5R3ZYc2FLNnZ6cGhhNXFBaUEKLT4gWDI1NTE5IHVhRzg5TG9DZG5jeENB
    R2E5dDR4S0JsNWJNdC9WVjQzQkxxZGIyWFZRMEUKRUZXV0tmb2F1TTRjQ3F6Snhh
    M3k4a1FSWUI2WU5Db0VjMlAxNlpvRVBmVQotLS0gTUZ2YU5ZN3dBbVZJMlZ0Q05U
    TjZSNXdFM1ZWeVB4dUVoMitobUo3NGFYOArgYUmg9DPQRJs/XWZGA98EwW5LphJ6
    mHCYSOhBa2MgePzjTsXPapJF65IQmz8ocVGCJrgXfdeEAKLMdmNLX6HqcqhtjMui
    i6Pn7n/72mIQyvDRM9LTCa/L4MXSIkcx2efHWwJ1Hr8T13f3EUMU399/rG2kxodp
    DXfMxxgi/Vdm1HMrkkXd1EY50KMO0NvkaqtEn8bMgYw=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_id" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBnUUJ4SFVrY1VYVFB2bzJL
    TUJXNXE3dTYxbnA0R3UvMmNKSngvbzhBbW0wCkgrdEVaQ2NhSnNJazBPdnoyVUJ3
    TWprK2pIalRXUEhaTGZTUjBSdnJsaUEKLT4gWDI1NTE5IG4xZDVia1Z4dTJQUE45
    SXMxVkVoM3FVRlpaMm15QXJDSHppK2t6VW9NejQKYjFDV3R5RVlMakhlYzRwOTNV
    MW1mRytuYTVib0NKbkRtd1V4YkZoeEtaRQotLS0gRENVV0NXK05CN3VZQkJuUnRV
    Nk84Q0wyN0c1NytpNDV0R1R3ajlKSENlVQqDMEjJ2vLtyG8eSAnlZdv1zq1T/IUT
    B7x7HDXh+Xos6Fby0vl85v6/xqoT4WDmB651cqqfLhYlG4Guk8zQOdtLb1a/Ei43
    B5/zvpY+WZ+sEwWEpYIQiSc674VEpEFTqzsJfqQA2sH4SEACPMMGMlpq7v5YbzxN
    E3YziY7rgCbw3NDIig==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_secret" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBDbHhBTGt4SEYyMG9tMGth
    cTBWRUwxRHB3cG1yd0s2Y0M1cDNteVk4WXlnCmI2d0g0cVVEVEduU2FnODZXYWVR
    ajk5c1JZVTB1dVpTQ0VEcGJYV3FlamsKLT4gWDI1NTE5IHIxUEYvUVFzSVRnQy9r
    aFNhZkx4ZjN5ZmJEMjlSckhlNjhmMzVraVE1V1kKdjRWck1Yc281VTEva1JVZHVC
    SHh4WjNlTFdJUXlMbHFERXVkTWNkTVUvawotLS0gSWZkNFpZM1JzbSs3OTBiZWZG
    Z0lqMk9Nc2tqZ2JScU5abnJOWFpyV1c4ZwqrQ9W151DXJptcSqd7/x2rK/q0ZynH
    RgsoqgtFaJNIeWfWOQ/+8IjxdSijLrdxn32I4q9KHp7h1U1VGdER9PnCe3+MrKk+
    RIGxEf4xG2CFfleKiMiNsKDLpKhka2QdD3Dhni654T8AV58tbIw+etxZIRuWssxf
    pWUxjpJ0TEesyv5TYT6VS6NB+M8g
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
    MIIBsjCCAVigAwIBAgIQeQLMlnLrkgGATNUH1mSB1zAKBggqhkjOPQQDAjAsMSow
    KAYDVQQDEyFzZW5leHRyYWRlciBwcm9kdWN0aW9uIGludGVybmFsIDEwIBcNMjYx
    MTIzMTM1ODM5WhgPMjIyNjEwMDYxNDU4MzlaMCwxKjAoBgNVBAMTIXNlbmV4dHJh
    ZGVyIHByb2R1Y3Rpb24gaW50ZXJuYWwgMTBZMBMGByqGSM49AgEGCCqGSM49AwEH
    A0IABGFMr9stTFRAPUq1MU2pcnPhO4aHrgpU6Q46SuT6jyMuVqLHdz02CGNNsiIm
    Gvvr8CsXbLnAPtlQd59DbFqwuo2jWjBYMA4GA1UdDwEB/wQEAwICBDATBgNVHSUE
    DDAKBggrBgEFBQcDATASBgNVHRMBAf8ECDAGAQH/AgEAMB0GA1UdDgQWBBT6YyuC
    xNdNuZfmCjbCDiXMfWnD/zAKBggqhkjOPQQDAgNIADBFAiEAzscw0UI333RB+GAB
    4ww/jxzgAMQY5Ij1K4UktR4hMKoCIEinxRPpgkm+Q1zuNXLDGpiilUvlbCL9/ojG
    AqvzqAdU
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA2Sm4yK25BN2JCQ3QzYTli
    SHM3VVcxbkU1RldXOWFUWVl1MGNyS1NLNVdjCmM1WkZSTjEwQ3Q2QVBVb3ltZGtI
    ZzIyb2VQeUZuYkxENjVnd1M3TnlHbXcKLS0tIEpoWFZHWmZHOEpCSDQ1dnBKN1Nj
    bFpZVlJNVnlvRmNoTW50dGt5b1E2WEUK0jmSauEAWPR7oYYof6RGn2/Wyhkn334L
    uzsHd85RcSirG+QSZgqkNtK8Q5dmFXkF7KVrwhFKP5niwJ4N+G8CelFHqsWLQYb6
    WBck/j/58va7CtrNuKxRM8R57X33n2aw94//kG+33CvqNguEM/gHpkad4+c+RCO4
    3oxMwIgrpTEAjxfiPWwpSMqu8KVmQAukTmBoH78IPn5q05dH5Y3VxY4E5HWnFTiR
    u+qE+m5p1mt3iiGkGfIvlTGY8BPpS7LTUaH6KtSGG0I0Mqrxyb5W9mC8p24+hzB/
    62ZgSX9hHYd2tpoYg/HAJGK7Qv0UesBChon2AgqYXPSeMoRuE2UcABtY3U5ECzHK
    FekbJV5P5fOUVse3WVbLx4XdIbupwBosyZ8EuEMPf37d9APYEnNS1y/FId4+zZEM
    Ri0cjW7LIr13rIrFksZguocHpR6dvA==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

certificate "broker-server@redis01" {
  authority = "internal"
  version   = 2
  recipients = [
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBzjCCAXOgAwIBAgIQYvRIul4DwIEwqkkrovUmszAKBggqhkjOPQQDAjAsMSow
    KAYDVQQDEyFzZW5leHRyYWRlciBwcm9kdWN0aW9uIGludGVybmFsIDEwIBcNMjYx
    MTIzMTQ1MzA3WhgPMjEyNjEwMzAxNTUzMDdaMCAxHjAcBgNVBAMMFWJyb2tlci1z
    ZXJ2ZXJAcmVkaXMwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLT6FaSzPft9
    5D3pc3OUEBUMR8cFI7ynzLJ7Qs1T8Fayn5ENPcc5+nqXiafGbUnO+I740f7MqbaK
    EVdFL8jjvt6jgYAwfjAOBgNVHQ8BAf8EBAMCB4AwEwYDVR0lBAwwCgYIKwYBBQUH
    AwEwDAYDVR0TAQH/BAIwADAfBgNVHSMEGDAWgBT6YyuCxNdNuZfmCjbCDiXMfWnD
    /zAoBgNVHREEITAfggZicm9rZXKCCWxvY2FsaG9zdIcECgABHocEfwAAATAKBggq
    hkjOPQQDAgNJADBGAiEAjR6uwb4FgzCTWcx6pLabw2+/SS1lHukTsy1gBZC7zFQC
    IQD0Gi9wpF6QBnwvQKTEnwfBoScZmRM7DJX3RCauqKOjeQ==
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA0aTQxdnEzbzJhYWh5VVFD
    aDUyQkRYalVuVmFsQUxEY001QjgxZUlyUEIwCmZ6bkZOT3J1RDBGSnB6dEppQ3p2
    N1BkVlFaMHQrUmU4RGFlVWRhekQvOWMKLS0tIHJxdlovenNuV013QXl0Y1REOVZL
    MCtwQVdSTlJybWZ6UEZiazR4T0sxREkKfx674oUdZxK+YjLVEGKUGqXlmXifa5Wa
    y80ccIGeLqiPD5ijSqZnGrgNgPdrMs0zhH1XbmbHKlL2r1qQyGoT7iD/fMDnDf6M
    JljRs5MylbKLk54RD/erUoPdoPdONGPyQYKgHJCkKV7iOCzuuwyOjXvQOzxVTUT5
    otY/JIGdqBSRce4a6Ji/wKbrxO6RgvpGNysYCti0Q2CUGHCpQTPaa9jEzf/NHG0o
    Fw3wnW/ow/djVOjD7pJB13k8UY0fsjMw3lXhCYRHBECaZy8V4KFWZ8FydoMEB7Wd
    2+zY6VV09vCJfHEOawEDA56ctq9sa6KhysZcmCsO6wqJxmSWgbE2RfiY56M50T9s
    oQ0P9t+JYq7FD995aqOYXFe5H7PO97qnoo7POqNZxjW+4bn0pYBCySOaZhqRlf7L
    dO5SeKaNgqUsIhQryWZJVU/L38SU0/JIgQ==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

certificate "cache-server@redis01" {
  authority = "internal"
  version   = 2
  recipients = [
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIByjCCAXCgAwIBAgIQYvPH86/uH4S+8SfV30WTMjAKBggqhkjOPQQDAjAsMSow
    KAYDVQQDEyFzZW5leHRyYWRlciBwcm9kdWN0aW9uIGludGVybmFsIDEwIBcNMjYx
    MTIzMTQ1MzA3WhgPMjEyNjEwMzAxNTUzMDdaMB8xHTAbBgNVBAMMFGNhY2hlLXNl
    cnZlckByZWRpczAxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyizUYPY0x8fF
    CDbQ7vt2ahswoxsRf09bBBoWdsvnPURRBAxbMoK3pF78PKep76FKXoJZ3qcQJ2N7
    kLJ2+OfMHqN/MH0wDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMB
    MAwGA1UdEwEB/wQCMAAwHwYDVR0jBBgwFoAU+mMrgsTXTbmX5go2wg4lzH1pw/8w
    JwYDVR0RBCAwHoIFY2FjaGWCCWxvY2FsaG9zdIcECgABHocEfwAAATAKBggqhkjO
    PQQDAgNIADBFAiEAnjjPZTAq/mzaDFgJNCK6E649PfWPqXVq+45mbsXl4N4CIFR/
    HegnhkHL8b8ZuUZmY32lha+wOozFfuOHJuNN/v+U
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBiNkppMitUSldmZjBvWTA4
    d0xhcVlHRVBJTVQ0cHV5emhoYW5aUThYZEJRCklYV0FQbDVEeDE4TVZwUUkrYy9k
    TTVSbFRzMEFjSGFOUmRETFRUbjM2dWcKLS0tIDVwWlRDa3JMSmRjOEV1aVgvNkV3
    THNJT0pQOVAvdE9uWEtHNXVoZnNVczAKkw91jf2ZxQ4yUyVTsPO6wV9z8WLcOKw0
    KDPpLlloDu0HwBNoslfi+PtD4qcB8eZYAaHH272JZOwMQhmy4aCcr5ObgAPtxarf
    /fUxDiMZNM7HElilr/OcyVTuUIJ1llFlboAtS2OL+bphkOw9XuCEJlqFZl1sBtF+
    ZguKx95+shzwFGXH+ERPNtnfidW9a/QVoR1EJthd+WH9BU4CyLajmnist99jCViZ
    6CCilg7ilddjw80ARVtk92kx2IRfGg9ii3tOzAQHdwgZ+CE5OV6FZkDnlf5TR6Su
    bCLuhyJK4aNG7aGlQsb6oqX2gE3Yrm96CuENO/JdPriZJ7rtmUQW8c8o8+QTkZV+
    v/BxjNZ+FDMICmOfKeoAyeR4KLsiB4KtUy4D9FWw5PRFVPsI7q3YN1t2ZGG11Zqs
    Jvqexca4s0zv194buWwb9UgT0/f3RVGP
    -----END AGE ENCRYPTED FILE-----
  EOT
}

certificate "db-server@db01" {
  authority = "internal"
  version   = 1
  recipients = [
    "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
  ]
  certificate = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBvjCCAWOgAwIBAgIQS+4y5/GpPpGFkSvx+uoOSzAKBggqhkjOPQQDAjAsMSow
    KAYDVQQDEyFzZW5leHRyYWRlciBwcm9kdWN0aW9uIGludGVybmFsIDEwIBcNMjYx
    MTIzMTM1ODM5WhgPMjEyNjEwMzAxNDU4MzlaMBkxFzAVBgNVBAMMDmRiLXNlcnZl
    ckBkYjAxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnmImH9v0b+KYoiOD5NXt
    yiWe3umL8o3XNhRFnLwrPenKXmokv2HTQrtU+jEKbygsKhtZZjtFdMj6G1Kvtubb
    VKN4MHYwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAwGA1Ud
    EwEB/wQCMAAwHwYDVR0jBBgwFoAU+mMrgsTXTbmX5go2wg4lzH1pw/8wIAYDVR0R
    BBkwF4IJbG9jYWxob3N0hwQKAAEUhwR/AAABMAoGCCqGSM49BAMCA0kAMEYCIQC4
    /KGZtS/yJ+PwvVMqziUQ0GvOytwEnrVxd3CDPDYcIgIhAIf+qTYwVOK+ArmO2Xod
    Y6ci94xrkz+8vLXW2qOvlSv4
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB1VEFUODlYQlU4U3dYd3dJ
    T1F0S0M4YTJscElJZVVGaXZwcGo5U2dDTUN3CmtvcWVyU0g5RVp6UzNWSFpFVXNE
    NzBQS1NCeWU2ZVhHYjNBcWpMNlU5UEEKLS0tIC9HTDlqOHlFL0NIVTFzcXY2NWdq
    YkhpVzczS3FhRVIzTk9qV3dyRCtUdUUKjKsBUyelrWQCJfA5NFsuEGNj1Q24HnqU
    40DTNhvzVFseBDuZo7cSShbi6aBVldjZNaUn0e9VSiURuot42EFvSdKgeJe7xh/U
    5zWiJha850HOzjkQ6r/2ISmkAF7yZy2snrAcsmVfQZXGixgEX4uKbC8lztndG2Ht
    vNRlKJTrtzBrgYpGzIsOeROfnKDRgZTRBVfAZDIHoIBecd99596QN+ObRbjJSE4X
    vMdHk6bsejO5gKXTVGf6NOzoeVWTfNa71T3wPtu3xebOq7uzd0AADWOl+ROdtZBX
    y1AUupnaNeTAfvn6qMweg+XxycN3STm6IuxrDCc62XQe5gbnqSna6QhZGJe1xWmP
    p8/V8z40m0GEOeKd6pn2sFK3qxo2OV9FiPa+CUfxFcSuHv8YbyqFh1BRuWKkYXLg
    GgVRLpeTDqUJSo+Hk3/DCKwE
    -----END AGE ENCRYPTED FILE-----
  EOT
}
