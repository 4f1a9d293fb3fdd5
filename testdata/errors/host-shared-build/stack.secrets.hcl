# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "pw" {
  version = 1
  recipients = [
    "age1nlxgvr8sqe4pu6rt6h3krhaskgatq0am8ntuqkzhq65759an0y3qzc2suc",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBmTEZtOGJsVTJkb1ZaZkkr
    NSttaEd0VHUrZCtZd29MOC9hZVYyT3gxOFJzCnNCa3VPemI4WmZRTHBSaGd6dEZU
    eThGUFJySW9UZjVsbWhLREE4REJGK00KLS0tIGtzWlY2RTNkblR0cmdXVmVnRisw
    MUl3OEV5c1duZGcxMmxDMEM3WG1hOWcKJXu53wQhhLEFax7aEDcvHi4fxMMUjO2k
    DWMkIchClLuAyK031NOsZb8rNJ8cJ163BRODTXfg1yi8V2p824Y=
    -----END AGE ENCRYPTED FILE-----
  EOT
}
