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
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBBR0s5cm96cjJSNXdVZlVQ
    Vm9NWVk2TnJGa3Q2ZlJ1Zm5sQU1Ob250NlhZCmswME9YcHhQVTlERUdOaEorVit5
    ZHNPWEM0N2l3eWE2TmpPS0p1NTI1dmcKLS0tIHh5K1I3UzI0MDFFcUk2cW80VlAw
    TjJoUjZMOWtLZ3dPdlVHRlNsRjkvM3MKh9TqCeHBMHFsvLNoFIaOknldnaPosH/T
    a5aeAZY8oTapXHefbEEd0pW6VLW1N8Q+HGKuQaaGoAgsQvPmf9diKIo=
    -----END AGE ENCRYPTED FILE-----
  EOT
}
