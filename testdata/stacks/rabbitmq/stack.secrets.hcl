# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by `senexc secret`, which replaces the blocks that change
# and keeps nothing else that was written by hand.

secret "queue_admin_password" {
  version = 1
  recipients = [
    "age16l2ejqfdrvxg7pa69d586zse8ndxw08yzthuwcs46fwj9krdegeq7wkrrt",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAvNUlSK0kvcjl0NzF3US9n
    YXFWZWwrTDFVSEhma0ozWmVxYTd0T0hSeVdRClJ4UzlnLzlvOUpNV0hiT09hOHBz
    Z1ltS3RYaDh1ZzFsaHZyZXpoNXNFR28KLS0tIEFhWlhSeFBqbVN2ZEVzcGFWVmUv
    cmtldWZGT3dkK3p5UFhmdzZFeFBlb00KrFfkGp23uDw0FtdfKxBh84YtfxmhHQO4
    YELY4bbtLA980U9vBxusn7myvhNj1/TIp8T3GPLqKtxN5YslJpX+KXn6SLYqOyzf
    VUOproS1G2htz7LeusJnOEYE5J11vT0K44nuPdMPGBTDL9we+qYLc+4BJy4=
    -----END AGE ENCRYPTED FILE-----
  EOT
}

secret "queue_password" {
  version = 1
  recipients = [
    "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4",
    "age16l2ejqfdrvxg7pa69d586zse8ndxw08yzthuwcs46fwj9krdegeq7wkrrt",
  ]
  sealed = <<-EOT
    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBCWUlxd3pSTzczcWVaeUk1
    WFdBSFBVTC9jYXVrblJtcWQzUVBhQTVJdEdFCnE1WkNrWXNtc0h6N0k4UlVQM054
    SWZteU91NjhHM25LeE9oQkx1aUY2cVEKLT4gWDI1NTE5IFpvZ3lQYlBhRXdReXYv
    MWVrY3RqbjhzYmFhOEpNY1djWlZicWQ2d1lUU1EKazJGbzg0VVI5YWQ2TlhDN1FX
    VnhvTU9yVWJIcEM0Y2QyQytVUVVnS1lqbwotLS0gdVdiVUNWcjBWUWNjUEw5L3V5
    dlovaDd0R1V6RklabWtWYU02cmE3bEhjawqk1LcMW/5ZffSZgS0F5SfIkp805JoF
    k919huS/bhO1hlm9ASFPKawgQ2AaD6A6tL5Il1QWM2YN3ZYcCCKA8Y45gMIcZfCn
    WrMyCdm8YBd6h1cqbJzwxf00zIE9D8edxjsPsqZhbUWTs/UfXSgciA==
    -----END AGE ENCRYPTED FILE-----
  EOT
}
