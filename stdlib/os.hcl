# What components need to know of an operating system. A host says which it has
# with os = "debian-13". The Podman version is the lowest that the release ships;
# a host with a newer one says so with podman = "5.6".
#
# Facts:
#   web_user       account that the distribution's nginx runs as
#   nginx_modules  where its packages drop the dynamic modules to load
#   nginx_http2    "directive": http2 on; (since 1.25.1)  "listen": listen … http2
#   tls_groups     groups for key exchange that its OpenSSL knows, preferred first;
#                  X25519MLKEM768 came with OpenSSL 3.5

os "debian-13" {
  family   = "debian"
  podman   = "5.4"
  packages = ["podman", "crun", "uidmap", "passt", "netavark", "aardvark-dns", "nftables", "catatonit", "dbus-user-session"]
  facts = {
    web_user      = "www-data"
    nginx_modules = "/etc/nginx/modules-enabled/*.conf"
    nginx_http2   = "directive"
    tls_groups    = "X25519MLKEM768:X25519:prime256v1:secp384r1"
  }
}

# Podman 4.3 has no Quadlet: such a host can run native services only.
os "debian-12" {
  family   = "debian"
  podman   = "4.3"
  packages = ["podman", "crun", "uidmap", "slirp4netns", "netavark", "aardvark-dns", "catatonit", "dbus-user-session"]
  facts = {
    web_user      = "www-data"
    nginx_modules = "/etc/nginx/modules-enabled/*.conf"
    nginx_http2   = "listen"
    tls_groups    = "X25519:prime256v1:secp384r1"
  }
}

os "ubuntu-24.04" {
  family   = "debian"
  podman   = "4.9"
  packages = ["podman", "crun", "uidmap", "slirp4netns", "passt", "netavark", "aardvark-dns", "catatonit", "dbus-user-session"]
  facts = {
    web_user      = "www-data"
    nginx_modules = "/etc/nginx/modules-enabled/*.conf"
    nginx_http2   = "listen"
    tls_groups    = "X25519:prime256v1:secp384r1"
  }
}

# Podman moves with the minor release there: 4.9 is 9.4, 5.4 is 9.6.
os "rhel-9" {
  family   = "redhat"
  podman   = "4.9"
  packages = ["podman"]
  facts = {
    web_user      = "nginx"
    nginx_modules = "/usr/share/nginx/modules/*.conf"
    nginx_http2   = "listen"
    tls_groups    = "X25519:prime256v1:secp384r1"
  }
}
