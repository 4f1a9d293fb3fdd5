# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "broker_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAzN0ZNRVVXTW8vSmNQM1VQ
    T3RqbGxHY3U0ajVYMEpRQ3UvcTJPUkJyZ2tvCjZuQ3ZyNXhkWVhWemVNVGhIK0xz
    SEVSM1pNMW5hL092aDltYU9JaXkxQTgKLT4gWDI1NTE5IGJhZTBENEJKVjlDM3E1
    cmM3bE1nQWEzdGZhVjVNNS9mUUtzbXFRdXdNQ3cKWUppWXlNZmtINW5IOVJDMnp2
    dkpwL2JueldFdUM0dXc4OXVySVk2d2ZCTQotPiBYMjU1MTkgZnRsMjRVMkVoOXJE
    Q1pTWVlIbjliSWw2R2dyRU1RYXM2dysyVVVwMVpUZwpBL2xXSVVLTWVwZVlWUXIv
    LzExR3RRL09RM3JZOS9WWnZhMWE4Q2pobkx3Ci0+IFgyNTUxOSBLRGJ5alB4RURs
    bTZxRmtZR2dwT21aZ0VJd2JaNTgvcjdlZDAyUTRrYmxnCkhuU0FwZVV1L3JzS1JK
    Mk0wVm1KVUZoQ2lmUUZ4dXpQc3laZUJ4ZmRpVUEKLS0tIEtrRkxtc1BSWGRPaTdV
    SzlIdWdtcWFFeVNuUGJRem9uaWIwYTRiL3BYVncKs9a2XCZMc9MOKoWZ2bbxgj6v
    4M69PG2J6ZYf/6UYnRJ2W9azcogq3sL+bUgs4exBFfGRf9BJDP3sIj7MUvFC6bGe
    +eUDRT8lvJaTWVuZFbyYfDpObNXmbvztQnPSslj/u8z02xEDiVfOPE9A/PRjWCT5
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "cache_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age199840yzlkh4k3gsdkygvtj948clpu8c8qmqs360q6rdjddk0ucsqtr4rts",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBGWmpQYllWVlVsUG1xQzh5
    R0RGOUpzeC83Y0YzU2FpL0xLWFFHeUx5c2lBCktZRXpWNkQ2YkJLVFFqSjNkZStN
    N0lUNVVUTDJDRzhjcGF4Vnk1eUJlekkKLT4gWDI1NTE5IDh6ZkZwUzF3U1AvUkc2
    RGFZQXFuUHpEbjRoNWFJa2hxZFJ0VDd1UWZselUKc0E1bUxyTzVsSEFXU0JsaWgx
    c2tyZnFTV0Q4eElPQ0xmMGIyNTNtZkNNcwotPiBYMjU1MTkgc011eFIxMkJCQzJ2
    MjZvckwrMXpJQ2tzSytudlNaYXE3b2pOMFB1aTlVdwozUGw4YlhPZmhSL2hXMFUy
    Vy93VjFVVjlpNWZBTHRLUFhPSmNUMUtvUDY4Ci0+IFgyNTUxOSBjaE9PVkFTU0E1
    TTd0bEZ4WkxsT2tuelpCOFhaRGlTOXowZlowckpPc3lJCnBjYzNwOXlyRS9ubVJT
    Z3JkVzgzYS9hNFkxZWk0WGdDUk9ncVNQdHFOTDAKLS0tIDJKcXNYVWJvS2k3Smcr
    RjB1d2dqQStxZVRLNEtGbG9UWkdma0phN3ovVVEKzu1WHdh1nkf1sQGgIy8aDMiP
    b4hDrgmCLQynU1AdAYBDr+8kMA3w/hVBpK/wsuWEORAQexM4IIuc9ih36AOL/y52
    JiZ6Kf9+YfBa28t2r/iTSMYpmYapeZsrD24BX7wf0L+pjtj7Bp458YZQfiCS9t0=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_migrator_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB1NHZhR3dtQm5xMTlPV3Qz
    WjdUQStabEE2c3lsM2hZWk8venNINWtmQW1FCnF6cmU2dGs3SzhaNUV1MTdGclBm
    Nm02SnJEZUFVUVdXQkt0YXVLVVlubFkKLT4gWDI1NTE5IElzRjA0QXBtY3VYL05u
    bjY0ZmZFN0d2aStScWdhdzlCcGNrdW5oU3ZvVGsKdGdjMGRWN2ZxRG9oYzVyWjFn
    Q0ZYeC9lNVQ1ZEc5Q3lMaWZFWkc3dHRydwotPiBYMjU1MTkgcGtiRkJGYUdxNkE0
    c0RkY1Eza01hUXZKaTZRamJYaGxlRXdvcDhidEZBWQp0YmZKV09hTnc2Tzd1UzUw
    bU5nZUM2RWRPS0Y2NStEVTRtSERhTk81bXFJCi0tLSBPWFFteHVmOVJOTStpb3dZ
    QkhBNlJTV0pWQUYzUkpzRHhuK2xyVFdDblNrCpZ3yXhxNT+az0EFbNuu7U7onU6H
    giZ010JgR8mef8BHJ5YMj5VVxGOBOMjpuK7bZaO5Zsps7KIZZxyEA4+g2fBz4Qae
    qCeVI32wqBliCKEvjLmTNwMeM2K2qzeUu0XNe3jFjgPgTfr0LcjXd8RnYn3tD813
    aN5l
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "db_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB0UlN0dHp0OHlCOEgxTEtQ
    aGZ1Z0pLNld4eHErMjEvQi9wM0FHSGZCWWh3CitFZ2tySFpiRmpPQTFRd0hYay9R
    alF5aHJMZWVYVGxjb083cTc1eXFhbjgKLT4gWDI1NTE5IEZqT0N6MlZkMmdCTFdN
    cmNhRjVvS0JJYTVHdEk1RGljV3FKUm5pSkdWSHMKV1dxVk5DSFczUlVobGQ4dHlq
    Nng1Uzl6WkNHb3ZSdXpIc1c5QnR3SkdRawotPiBYMjU1MTkgVThSNzllbUw2WFZ0
    SjJKUlpod2wreWxYU2Y1VGNxYS9sZUVRQnk4NkdUcwpkRTFiY3B6TUh6NENQSDdw
    aGwzcnhHYlFQY3ppc2xWZVpuY1pTb3kxejNJCi0+IFgyNTUxOSBPMGpQamlHTXFx
    aUJlcGMwK2xmbTcxbkszZ0lXMjZNNzI0cE5BdDZ6Q25JClExRDhsRFhHWHg0THAv
    a2FtMDIyWmtTdGVRVlllYVdhd1lFd0FaTGlzS0kKLS0tIDh4R3RZenNqQ1pScUFV
    bmd3dU1CUmVHUWNXMExnTHM0cGJEQURpQk5yZk0KDpiN3vr4A3wQyelvQVg6egs+
    ijzAjSyfGlmRvdu62AKMK3zwCFLNlIsnNu0TQyueV8mBycpeUTJDfMwQ2AfWyDnT
    2NhAQev+F1e3C3u49uMqN/OwhAxSq4vGA90OmbUExxvWBfKiqXV1ro0+Uog=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "email_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBsMlI4MmlCWmdHTnlYWXhl
    L25NbXVIYzRyUXlKcWpDT2ZDWVgxd3NoT0NFCkdkeXNKbmlzc0ZMYVNhU0gwYmxK
    Mm9qRy95WFY2ZVY3bmRvMSt2VnU1cWsKLT4gWDI1NTE5IEtKMk5lT3RiQ3FzYUNF
    M1FCdEdmdWNjL05yT04ycnBsUDlHOGpxRFpya1EKUG5ScVJLckFqYmUyeEM2YVdv
    ZnozaDAzS01wTmlaQ3dsbzk0QytHSWw0VQotPiBYMjU1MTkgMC8rcnN6WXRwVS9s
    UHBwb2FaY1d0cnFkSTgvbUJENXRDak5Nb3ZrYloyUQpZOUp1djFqRDBtUis5Qmpz
    TS9KdkZkSkdFeGtsdVB5aTY0NnF2S01vZmxBCi0tLSB4bUkvQUVhMC9na0l1UU8v
    NEh4d3IyMmdpWWE0YnJxQVMxZ1pCL0tkRzRvClvSfchpJeZETo9zCE/S9okp32Cl
    Cks/xDjccwgGCxiEVkKxr6mNkBk/pjclITqLUv8+kC4C52FCW/o7Twj96qo2zYMn
    6Tp147RIOm+6zdiIVEVY0ghea2or/kRTfXUpUwl0LFAABlcTUiGRtLqvNwN7
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "field_encryption_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBISVpWakxjUWFReUlYSGNh
    dTEzalkxbzhqSVB4QjJNTUp6RHB2U0RnbTBrCjA3eDd5NWhKc2NlZmo4d3VZWkZp
    RDFLMDQwK1lwMWlrUXVmQjhnZVNQZG8KLT4gWDI1NTE5IDZZdjh2dG94L1RQUEZO
    cHBobmsyODYxd25tMlRmNE1Mc3NHNnMySUNMaVEKc1I5TkNiRHJzUGNxRzNhT0o5
    U3dCZUY3dTVYK2hTRDlXaUpXZytiaXZxYwotPiBYMjU1MTkgS09rRTBpZy9wRGJV
    MzEyLzhQd1FZM1hQOHdidWRWSy9NWWc1N2hjVTl5NAprNlg3N2h1SWpQb1F2aldH
    VVd3clVyWlRmZ1NZckI1R0JNOXBRNERQNk9rCi0tLSByNjdpRWFrQjQ0bzEvUmhB
    ZHBmRjJsZmlXZzRGRCtTa2pyeWFPSWV2RXMwClW14mL6TDzxT19sxpqUyQtufacq
    zPPWyaIKfC+oktIaYdnCS9+KCKbYQ1XR2v/C5tCljNdX73Px9X9bKMonhlPtKhcp
    Ag7mSfeV3xN1b8BFom7rKcNiXIVB2+4lbjAB92LOsTxpN+ZsmmqQerZrfj+H1nwx
    4kTwjh88XDDR+UpqlzG8
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "secret_key" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBJc29lYlViTXdiSVpuUFla
    bWJldndvUFJZM1k4WjdxTE44NkkyTTdnVkhnCndSdENmdmxyWWdsVXFyQnpBcTdh
    MUZLRWVjZUc2WHhMNlVkMUVQamJLZ00KLT4gWDI1NTE5IDBTMEgvWE8zQXVPdnNu
    RklvK2dMS2ZaUWhUbGU3N3dyT3AvQWNxMGs3aUEKaUZvL1g4cXpxYVBKekhocmRD
    cEhDRkhtUVdNcTF1ZU93VjNHQjVTYko1YwotPiBYMjU1MTkgUldHNW41R0FHczRC
    UWhuQlV4dWpFSzJ3UjMvUm5XL2pjY3NmSC9iUnpRRQo5YnFMQS9JSlA5MEhDQkhT
    dnBoN2k2U1RkSEl0UFFJd1dDbmMweTBVY1ZnCi0tLSBZT2xVQXU3QTFCbGVPQVRy
    NTlpcFdHKzFGcnVxZGdOd1BJVTQ1N2NJTmowCkKlam8hiRwsCJrR2RrNrT1UsHga
    1ZSuNI3Am6tTK3mSGlp1ektjtmuYSjVs8nscPCvoaDGlTfW2+kWIbAQWonHe1vVm
    91Ax0ufcFdn/zEHUVlwlZFOHCTLHkn82tPmt6xe8454GsMU1g5Xd9rGvL0l0LG9P
    8Sf7or/HY2wShfPZj11bQIly1rDhZVGyhA==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "sentry_dsn" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSArU3V6YW5HSlhFTkN2Vk16
    UlpOd3paL2ZGaXlpeTdDR242SVdCd0FiYlJRCm50Zm9XZTFtYjlkUXIrOG1tNzJE
    Z1AzNCtKemJ0amE2cFRlY3RXdHk4MUEKLT4gWDI1NTE5IEtaS1ZNdFZ6ZXVuaUNU
    WjZ6QzFPdFJZdGlTTjhVNFpodFNpT2NUWVFXQ2MKSndTS1dTYkc2cEVNZmdQUjNT
    RWZSdTcxNnBMSmE0UEtxMXBFZnE2cEo2cwotPiBYMjU1MTkgWGE3bkxsYUcvZnVL
    YVE3OGhxVkw5M3ozQ2RiRkhjN2Y1SFJ2UldDSnhWUQo2UGVKbGZzTGd0U1MyeWRC
    dDBYa2JiWEhPc3loZlpUYlliVWc4NVhYMkJNCi0tLSBEOHZuSGlJTGFYamdmRjdz
    VXdvL2tuS1NaRE0rZE5JYldlVGRzZHh6cHVBChaUSLwAjYn5UkqsY/DhFxi3YQ8y
    CtO7vQ8N8QjTh8HId2vj4dt9NiBMOkxekuhmk6fUZB6ZHq5DUYfYSrTcBVldnGiH
    YADnruXCIQIQ5ITwKmu8iWYCe4YAMaH5fAY4UBd/oLFvvpoPTJ3uqqxVkwSBN0Vm
    CAV4uo6ahh56ZCROsWz9Zi9MXwtszA==
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_id" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBZdEFLUWk1enFha0U1NlNW
    UTVQYkdHMmFsekZIcmczZ1N4MXJxMGg4N2hnCnFUUDA5Z3NoVHYzSTNYVGFvMmtK
    MkhqVlNhbndBeUtzRG9yOG1nYzA5MGcKLT4gWDI1NTE5IE40UVF4eWRhWkNCdHpz
    bkkrTzdYcGpHNnRvSGlkUWQydDhyWStnaFZOQ3cKZ2RRSWNCcHBISFhTRVZEd3k1
    a2tNN05zTFdlNjJ3N0RzMWY5S2k0WWZKcwotPiBYMjU1MTkgbXZ0Y0F0eEh5aWdQ
    dnlqN3RWdWQ5cSt5aDJBZVVoUk1qUDJ1NG1hbVdDTQpwdGpaQjhIU2FuRVNGQ3ZI
    bjV2MXJjR1NmZmYvd1hLNUdzSzYySlNya1o0Ci0tLSA3d1ZqblJoeDBNb0psVk9w
    MVlPOHlCT0ZEVDVQLzB1L1lLUkxQNWxyTjBRCsbTXg+IjTaYdDSTLBKZFMRS2eSL
    EyOqVeluPqdGkGGKjuRRlzAu40bRie4XQRzdDwTIdww3Jk0CFsCCgyVQWbjC/4xM
    tmliuQHYshLjtE9R2o+nUVbmY8firRoRAVLdHBN5MFk65bPo/Ctb+iKCryg=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "tastytrade_client_secret" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBKS0dxQ0VOTzk0c3hBMzQ2
    dnlxNUxlU3Zmc1RxRkpubTMwQnpnT0NhQVRVCnFRYmJxNGw3VklEeEFlZUhrNE5n
    U3UyODU0TXI4WVNObFJvZU9TWFI3WDQKLT4gWDI1NTE5IEtnTlgwcU5hSGZqYXZP
    MHFQelFtNFhqZm1YMFpVRlkrRjlReDI1YmxsRDAKSEYvem93SUNuTlVQRHdvRmM3
    dVZVWUdTU1llemgxeURWZTBlQlhpaFlTawotPiBYMjU1MTkgZEsrMFQ3ejB1MlZI
    UUNMREswbzVUa2s4VWgxN0JYbW8rV3drbEwydWYwRQpmMzVkTmE1YVRxT09FazFy
    amFKZzllYXFIZlM2STFSMmVvbzllRW9VWHhZCi0tLSBGSUR5WGtZVDQ4VzV2M0hY
    NVVIU0ZiTlR0YkhUcksxWnU5cXByUVFyamx3Cpid3W0VSkcJDi8HDDQ2YIIbQ6ee
    wxncbhsyKEkGcWBTJiXFOXmeJgFxIeK5qBMkELADnzud5R4+mKhBiD2jHoi3Eco1
    RC7FEzBZwpXbKaHTGPNT7MpLKFAPnNOxZaCnPr/00gZboZ1Tp1yGroc0Qx0/UMNT
    MN0udrzbMiFqeFErn985
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
    MIIBojCCAUigAwIBAgIQe2pR/zeuAZN58n2B8E3f1TAKBggqhkjOPQQDAjAkMSIw
    IAYDVQQDExlzZW5leHRyYWRlciBoYSBpbnRlcm5hbCAxMCAXDTI2MTEyMzEzNTg0
    MFoYDzIyMjYxMDA2MTQ1ODQwWjAkMSIwIAYDVQQDExlzZW5leHRyYWRlciBoYSBp
    bnRlcm5hbCAxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEWKqs0grasMkV/ks
    E9ZGZ7OQOs7z51GcBmuNd8ICHsAkD1uOhxc/ZemRKsuKOqXjBWT5VO6c4lBgXvXt
    381KSqNaMFgwDgYDVR0PAQH/BAQDAgIEMBMGA1UdJQQMMAoGCCsGAQUFBwMBMBIG
    A1UdEwEB/wQIMAYBAf8CAQAwHQYDVR0OBBYEFNCPNJg5m3bhMOm2PHcdsNV1bJCe
    MAoGCCqGSM49BAMCA0gAMEUCIQDhmBAyZn7jrY1FnuooQm5J4al/i1GDVKq8w40+
    m33ahgIgcGWo37vLTD1WO4fbUrOZ+F7DCW5tIyDIO0hX8941nnE=
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBaSGJqQlRrb3BveWsvQTcx
    ZDluQ0R2Vy9LOU85aDdsbEpkL1lXY1NTTmxNCjBndmhOb1FaeVFFNlBaeW0wOGZE
    MmZ0dGxNZ1lWVTR2RWlGNUVNM2VGbDQKLS0tIEZYR1VDVVJaUEZ1VGhDQ2RDV1BQ
    a1lzMzdIVktBcExLRG1VbEs3aEpuWE0KipBf+9E3fJOodSswMztATEKVRNUtB00o
    V0QIHkvxOSP5vZ+P9S6pnN7twmFtIP7iblDFjrFQEEVddJQSL8cwB3KJ6iEDQl2y
    EvWD4qMzk+Mt33yLiqfIrJRhlJ65lgQJ/E8yk3Wv9Bg89ofhMnweLJoiDGroJUxU
    615ASrg186EQbwWD4UBHYE8qccnbwtIFlXO1VOUqoAP3ijzNFD6XpXJyHNIGDQro
    sdcQyfiqSolGCagbKoM5yAmdzXYlwTbJeLQNXTs6r5HJkN+SYcPTU1nuKpZ1ToXZ
    OJ0hMBAf3cJ5ncTg+731vLoPwrmrkRgKGMpVVB4u594sf8cKRL+mIPn+DnLzMjSg
    7zV40fZ+Z5Cn5iabaxvuSCUb4Qe+6TxSvKJ4wGx1qSt9VGwAtKw6kzp8h1nLtYG1
    Y6fkNhntbm9EHw2t/0I=
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
    MIIBxTCCAWugAwIBAgIQTTPXraspfY4YlQtCerS+yTAKBggqhkjOPQQDAjAkMSIw
    IAYDVQQDExlzZW5leHRyYWRlciBoYSBpbnRlcm5hbCAxMCAXDTI2MTEyMzE0NTMw
    N1oYDzIxMjYxMDMwMTU1MzA3WjAgMR4wHAYDVQQDDBVicm9rZXItc2VydmVyQHJl
    ZGlzMDEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATl+fNhtAdNPJiK5gsma7GZ
    p+btr3secVP7TOGh9odIiWWbgQHLwYLiWDgyP/tvQB6apOFU6mvGo2ZJGrldiLIm
    o4GAMH4wDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAwGA1Ud
    EwEB/wQCMAAwHwYDVR0jBBgwFoAU0I80mDmbduEw6bY8dx2w1XVskJ4wKAYDVR0R
    BCEwH4IGYnJva2Vygglsb2NhbGhvc3SHBAoAAx6HBH8AAAEwCgYIKoZIzj0EAwID
    SAAwRQIhAId03EcUbgjCQIHYsLzL2/egPeXbdVujP8Vy6ENVK+a2AiATz1E87MdE
    qZUIoDcmGaJL03yeNFF85s3iL5BruVI+dw==
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBYQndoMlM0YmU3L1ZIbGF2
    VCtBVGVaOWxLMTZZWTY4NlU3TVBaZGp6Q3hBCkFLM0JaRmI2WTU3M0VjYkdTdnFt
    MmM2bjBQSWV2cFIzWnNkMURZbzNuR2cKLS0tIFQrSUJEckhlay9CSWx1MGlpcGJM
    bG9laUl5NW9Bd3FuMnJEUGVYSVZoNm8KJoqVEVhYuP3NyhMneJaWVdmsvSebXOUp
    HHENtWPieyg4S7d3NkxPDyjGz1wp3mAYtTGtHKc9Sew8MnyF9MUOGZjccZ0I3CAH
    os2XzN4JILux2qX2THcRYUJf9Gh6WBs0V7fDkG4/JbhFwPoAt/PppadhrzEq4vZB
    QBvoUfYiyu8em0s2XyCzqgFV27Sgs3OfJdn3W305lRuwdT0QkFJ9dW6YMPEYRRaG
    HksNaVjaAyt4QfpiKVSrClqVq6oO5uJWhCdo4UcZMIHnq3luIgRYjHaMYqrrZCMK
    LUPakfk/Jk1FaZX0aLTsDeR5Vnr6Apiy4Yg7+y70uLsM8DgsonH22cdoliKEmvCc
    9VQt7J1tOmQDo+UG/5DM+E4aUUOgi/z1W2iE52r4ovFMdhI3he+QV12Y5M8qpN5K
    xgICirWDZzP3Kf4Dyaoeew0=
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
    MIIBwjCCAWigAwIBAgIQa1U3V4tDBqR1abw2TdeI2DAKBggqhkjOPQQDAjAkMSIw
    IAYDVQQDExlzZW5leHRyYWRlciBoYSBpbnRlcm5hbCAxMCAXDTI2MTEyMzE0NTMw
    N1oYDzIxMjYxMDMwMTU1MzA3WjAfMR0wGwYDVQQDDBRjYWNoZS1zZXJ2ZXJAcmVk
    aXMwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPaKJbTYQsgzKFgcc5XuCFxK
    0NEasy/VJSTYQCPlMDvA+S/Yb8onOv1+1QBtoNeBq70WjW4+YoKHzV+REmgeUHCj
    fzB9MA4GA1UdDwEB/wQEAwIHgDATBgNVHSUEDDAKBggrBgEFBQcDATAMBgNVHRMB
    Af8EAjAAMB8GA1UdIwQYMBaAFNCPNJg5m3bhMOm2PHcdsNV1bJCeMCcGA1UdEQQg
    MB6CBWNhY2hlgglsb2NhbGhvc3SHBAoAAx6HBH8AAAEwCgYIKoZIzj0EAwIDSAAw
    RQIhANoXVONUWWCx8j8BIG97pmBzanG3mDYrH7NMDEQtuLFKAiBMskGbjSLkPDJ+
    u75f4QR2/J+Y/Whlh8pqXjIUO+QWKw==
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA4WElWNWhRMUNDR2xaNnNm
    bmNHeTdBT0hXdVlHSzNoVXp0RXhKOE5TbUI4CnVnSjd6OG02WFJkbDFGdlNJVG9H
    MlJlVG92T2tIeTlMOUtmM05BcFdjZFEKLS0tIG95YkkvVXkxRnN4eEFvdFN1S2Y0
    T0xRcGozNnFjOER6cHd1WENWS2FXZmcK8adUx3q1n2pXFxaBkIx6ggdddMPY1IWK
    O5cw4Ae01qzKbcCS4YMZUYUfHLgnbfC2LMefG9z9VMl8tGvWi8MwSH2gvPAfnxmM
    Vt01eFW7kJah64fBbtvlsHmhWEk7/X7Z3Ai/anaBGvMvlYzJoyy9B9N5/xt2Y9GZ
    5BgNq6f3YRvHATPKVU0R/Eoixzv5xx9yjR1O23aMLzqEOunX1HRq0zdjA696fN7X
    m9IIHe2HOUVMPKag3mYXCQaSmkLbUnynNk5a4c9OmwP/sFCSjYksiQl44QYHFEE4
    jHtWgz2dfHxf7/VoYU5qNGbvUPaIUp0Zuyryw7gaSjbV0LrDNB/aO+6TDUV09b1I
    QXv5nrEyjBGkyT7QNnIY5athqo4ZzcULzySM9c0x8qqDr5oXULZClRFDFTEh8lie
    fmJvusX09O1wMj9N0TCI6w==
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
    MIIBtTCCAVugAwIBAgIQd3WSWrk4eceBQvf9H3PXOjAKBggqhkjOPQQDAjAkMSIw
    IAYDVQQDExlzZW5leHRyYWRlciBoYSBpbnRlcm5hbCAxMCAXDTI2MTEyMzEzNTg0
    MFoYDzIxMjYxMDMwMTQ1ODQwWjAZMRcwFQYDVQQDDA5kYi1zZXJ2ZXJAZGIwMTBZ
    MBMGByqGSM49AgEGCCqGSM49AwEHA0IABH8vQ+ItwNXxNwfsRezAHLfoScRq3l7S
    bOJbGAlmUyBnH0N1/aIjnx7KkXJsFKtn8FS4GP5KNBHF+GD6bVCd7QCjeDB2MA4G
    A1UdDwEB/wQEAwIHgDATBgNVHSUEDDAKBggrBgEFBQcDATAMBgNVHRMBAf8EAjAA
    MB8GA1UdIwQYMBaAFNCPNJg5m3bhMOm2PHcdsNV1bJCeMCAGA1UdEQQZMBeCCWxv
    Y2FsaG9zdIcECgADFIcEfwAAATAKBggqhkjOPQQDAgNIADBFAiBFUWdC53GECInM
    rgSuUXLtgRG2AeslEUyrX0TR2Mjz8wIhAME9BFIipBKW6B5/4ZdoTfz3QdS+/wsM
    PkdPPznLqr58
    -----END CERTIFICATE-----
  EOT
  sealed      = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAyVmo4citEOXlNUzB2TEYv
    NW5LMjhWeGhldjRzcXkyWU55allteSt3ZHh3ClZoMWRlT2JncklNS3E0S0drbDZZ
    U3JhQ2U1NytpUUM4SnBQdXYyZFRUejgKLS0tIDJMc05pRCs1UjhVeG9PU2xYRDRh
    aHJtSnFhWkhsSE0zK0I4MXRibVgrMkEKl4bzJwGYNR/s7LA8k1n8QzJP/HcZ4glF
    jXa5N30PhKMBSCnTZXlQw5NQyuhX7Yt+jACyO44nxxDYbXmCY2T9gmRn2afr9uLP
    xen5sY2OFTBkMhnQny275/nMSpAa9XDdIaxy9pDhgtZPP2gRBR5qgMh2/vKNRMFf
    HEDEW5/S/Jh75RIkQgrg/tMzR/TM95aDbKHKcuR+jvBa9u3pIorQho4U6lnme1Ds
    x7s7OSBnYVCP/fJZZFq4z4qILGoizSK6QCFwNijBaxJE04wkMIStKkOCMulTdSUQ
    l+KaMBdR9pEeJpj1adBeEbqomW3mW/O8lp04cvR+6X1WsCOaTmizSZnvExf2Kqb0
    e81N2RYGFf5uGr0BgIPINq6f5sXSIKCCNgu9KScr8dbjQ0b50ff+xWYpMj88GR1n
    IB6IZWJXnlSFew==
    -----END AGE ENCRYPTED FILE-----
  EOT
}
