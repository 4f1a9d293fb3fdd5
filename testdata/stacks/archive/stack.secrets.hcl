# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "archive_token" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB5RExiYVpVaDJCMzU4Vk9O
    bTVWNVBjWXIrV3FOb3orcVVZQmE2Wk5CUG5nCkZacGZQQ1Z6eHpvSzdjZUJPZS9k
    UERxQ3h3OFd1ZktkRXhuMDV0NnR5d0EKLS0tIHRZdVB4ZWNFYTUzTmFvMDRlMFVX
    bCtCMFlNaHliNmlGNnYwcHE2MXE1b1UKBvPE3LbXr54M4syjA00/3dqgCWm/GYEW
    Chxyh5yDVJOFo+5UOta9r1hD3G78oq7sZVEdlggxd28Y2tNu4PkAfOywABDf9pRe
    mPMmgSNgNP5i3k8=
    -----END AGE ENCRYPTED FILE-----
  EOT
}
