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
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBweDBuVm9IRnlNYW9LYnNP
    QlpkR1gyOFIzOFVLNVA0UExBVUN0UW51K2xVCnR0WHBoazgvWUZyVXlwZzJKOXhU
    N3lQYVd5N0xBdW5qbVVwVm1rMEZGSTgKLT4gWDI1NTE5IHhSYXRXdVFwam5pYUc0
    d3dMQjJQVVBXOS9Jb3ZHS3ZWWnQ2QkViRGpabDAKRm1QVEpUcWFPckRoam5DU25T
    a2w1RW05aHV4NHIvU2pjMEVPclBnWXBoUQotLS0gdVNDTjl1ZkRLb2lidDhkVmFW
    WWFodCtuenFxd0gvOFJFRi96bExBVHJ4QQpwIg3adiY6UOSOIJ4akwJ6194LDNiJ
    Cd2lO6Nf3/6+ffAAXdQpC3GWoqOJ3NJPFN5jhq6JF4+2ATUlNS6Q7y7CtbQjjioH
    Inz+/Ti5OFjzbP1Sc2Jh3iM5+74t6SWAoXPvgQf3KnPji8NOZG3UtVMtuoR8/J6y
    aA==
    -----END AGE ENCRYPTED FILE-----
  EOT

  derived "scram-sha-256" {
    recipients = [
      "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
      "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
    ]
    sealed = <<-EOT
      -----BEGIN AGE ENCRYPTED FILE-----
      YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBzbm4yeGtFQXU1LzRleDVk
      OVdPR1NrcjNGMC9VVlAvR1dCQ3lDS3E5N1NVCnFPQ1NUS1VyblZQWFplTENpalBV
      Q3NBQ0FzZmU3eUdFNEZKT3JVWXlPa1kKLT4gWDI1NTE5IDVJeGVUZEFzTjdmOWNn
      YWpISGw2aEtqUUYzbDZwckVXREgrZE1LQmRRRDAKQldOcmRBMXJVbHE0NHFybFVV
      Ny9UVmVvUUhzWWtORFY5M2JPaVNzd09QVQotLS0gVHFCbjZEZXlIenFEdEF5TXdw
      c2RTSVFBcXVmMlRYeFpMY2cxTUJmNlBaQQrDKstlD7agV+e/7BewOTAkN+AwT492
      JxojGnjQfoWxMfR8fU3yjAdMnFzYo6VIGgHoZVd4DziJrIAz+NZhQtZdOdmEU2gW
      mwCBj1cKMgRCOJu+VXYvRTpIUl5/doxx4fsj3aRa+bgyKE4FczLAhZ9ojxUuiAu6
      6nn6gXYsdMAjLxX2sFs16+c5xFOFHnO5F5pLl9EkhfNbMUMwr3lmo0RE9XpycqLI
      FVgU7jVOIg9SmthSbsW5cACynA0t4XnQxKz4EmIzlqkKSa6A4wjGEjFGRsTlh/Xh
      8yUAJaxm5NBZ2jDGOiyBMVfjMRw=
      -----END AGE ENCRYPTED FILE-----
    EOT
  }
}

secret "db_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age196yeg4aaanl0zkvv76n2y05yntxfuhnu3gf75d5c2cqkp96rkdasjyx83e",
    "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBtdzVyci9PM2EvZC81OW9q
    MUprSnh2WlhwT3NCQ2E4UzlFdnFaL29nQkVZCmdaV3BkZjNMLyt3M3g2azVwYVRt
    OWZ5QUpqcFRwWUxKSVhsRnJTRVVzSVEKLT4gWDI1NTE5IHRUMGZQZS9ZakV3SE9J
    M3BrWE13Y0xvSk5xbHNKZXFqT1ZGcUZ6SmdIM2sKNEF6MmFKTjA2Yk83bndDVHBO
    T0x1MUZxZ3NnN0ZxdERzdXVLUFdqZHRybwotPiBYMjU1MTkgWjRRT0JEQ3M2UkxO
    dEFnWXN1ZlhSanpZRWxoZzlrU292ZXNXclY4VkdRVQpmUWtWbDJYdko4YjZXa1Fx
    Y01QaHBsSytGUDRxaU4veFZVK0gzUUVrSUtjCi0tLSBSeWRDc2xRUGliclRGeXp1
    OFZyUHZqS0ZRQXBxTHdiZ2N4MTZTUGVqd1JVCrnvZCN5iK7qw1au7L4SqfHmInbA
    UCdi0sc85Lm1WMVe2ESspYciVSG3VwHA/lFUaYCRIOcBhi3frowO3XkYtowxYqqj
    5sgkXSbDco9CrCwHKB9d/yp4bnKyGOvq/dVxnjW0Z/TApVN5CfQkmVUl
    -----END AGE ENCRYPTED FILE-----
  EOT

  derived "scram-sha-256" {
    recipients = [
      "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt",
      "age1f22swyj3jrwmmyyc49lncf8fnqgzz53drlv7kyw9l0d75e7ddfmqtatjp2",
    ]
    sealed = <<-EOT
      -----BEGIN AGE ENCRYPTED FILE-----
      YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBKRFdOV1pTLzdiR05qWHZs
      bTV2UnhQOVRLMlYyZWhoUWxjbk91WFlZN1RFCkJaQTEyaEJnYU1nenY1Yk9CdjVU
      YTh5dGxnYjd1ZUcwcVhoeTJJeXRkVmcKLT4gWDI1NTE5IEhOMzQ0SG4rV2tTbm55
      cmhLbURJSmFPb2x6WE90SGxHVFVhVmNoUE03eGMKbzN2NjljNEluNWpicXNFL3k3
      Z0p2R29PaGZVWVlCSld5ZzR6N0l4UXN0NAotLS0gMWRaL045bEtmeS8zMXk0NTBo
      NkJJeFJsRWhnTWRqWVF6RHdVTk02NGUrUQrpGDYpdIcvKroXw7jqkKAu/dHx8j/S
      elk7AlV/VkjjpaO5WT5d/7btzZfYlYKV89IJfD3a4mZjPTPm5fLQz8JX7UaeFfhD
      OfBqu4L9jDufm8smhBMSsozjAwriakLUTZcnFx7wdGA5vxQcCF7R7lvOGGfNqrq5
      Q88vpRO2O2pkgyckWO/9sGq6NNZcZYYAeQkpedgJ8xB9foHsWwBrLUADa+DyQXIl
      QfXSfni0wgppSpWG45IL+yFQZRShRiPsvmAoujMtZ7NqrbtksXxyAmFjU9wiV0s+
      eOrMkjc5Ui8aCmQ=
      -----END AGE ENCRYPTED FILE-----
    EOT
  }
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
