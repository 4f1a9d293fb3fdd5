# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "queue_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBUZnZndW9uUGZlZ25zM3Fp
    UXNnaGhDQ0NOVnF6d1FPck81WWFHQkNWbVdBCkc3SXhtZngwTDBacVcwRE9jeXlh
    aTBhcDJSMGYraDMzRXBwMXRBZkk3U0UKLS0tIDljRjRDQ3hPb3l2VDJ6QitsRFNq
    UWQ0TzQxQW1rUzFNM0ZueldueVNUWDQKKe+ynp/0lfcVq+F6Qmz9yxymnFs7L8i1
    ZAJKyif69MB87JEyVccWQKEx0sGK5S1wdy76rb3RvHFcCTQxzMFQDubyc8v2ADi9
    sX346wpP96gxPZoBMZYRq3KWO3FRTWH3NYpl0/XTgWHNODXNdm+yFw==
    -----END AGE ENCRYPTED FILE-----
  EOT
}
