#!/bin/sh
# base.sh DIR: makes the base of all hosts in the folder DIR, unless it is there.
#
#   DIR/root        the root file system of a Debian 13 host that was installed
#                   with the least one can choose: what Debian calls important,
#                   and an SSH server
#   DIR/packages    a Debian repository with what an installer will ask for, and
#                   all that this needs; the hosts have no other
#
# Everything comes from the mirror that this machine's own apt uses. What the
# lab needs on this machine it installs here too, also when the base is there.
#
# Exit status: 0 done, 1 impossible here; standard error says why and what to do.
set -eu

base=${1:?}

# The programs of this machine that the lab calls, and their packages.
programs='apt-ftparchive ip mmdebstrap nsenter systemd-nspawn'
machine_packages='apt-utils iproute2 mmdebstrap systemd-container util-linux'

# What is on a host from the first.
installed='ca-certificates dbus libpam-systemd openssh-server systemd systemd-sysv'

# What hosts can install.
offered='podman crun uidmap passt netavark aardvark-dns nftables catatonit dbus-user-session
    nginx openssl ufw age fail2ban unattended-upgrades curl ansible python3-apt sudo'

refuse() {
    printf 'lab: %s\n' "$@" >&2
    exit 1
}

has_programs() {
    for program in $programs; do
        command -v "$program" >/dev/null || return 1
    done
}

debian_mirror() {
    # shellcheck disable=SC2016 # apt's format, not the shell's
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1
}

[ "$(id -u)" -eq 0 ] || refuse 'the lab needs root: it boots hosts in namespaces of their own.'
command -v apt-get >/dev/null || refuse 'this is not a Debian machine (no apt-get), and the lab is built from Debian packages.'
# shellcheck disable=SC2086 # words on purpose
has_programs || {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update && apt-get -q -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends $machine_packages
} >&2 || refuse "apt-get could not install what the lab needs: $machine_packages."

[ ! -d "$base" ] || exit 0

mirror=$(debian_mirror)
[ -n "$mirror" ] || { apt-get -q update >&2 && mirror=$(debian_mirror); } || refuse 'apt-get update failed, so there is no mirror to take Debian 13 from.'
[ -n "$mirror" ] || refuse "no mirror of Debian is among this machine's apt sources."

printf 'lab: making the base of the hosts (about a minute, 350 MB, once)\n' >&2
new=$base.new
rm -rf --one-file-system "$new"
mkdir -p "$new/packages"
trap 'rm -rf --one-file-system "$new"' EXIT

# Manuals and translations are left out, and dpkg does not wait for the disk:
# nothing reads the one, and the other is lost with the machine anyway.
# shellcheck disable=SC2086 # words on purpose
mmdebstrap --quiet --variant=important --include="$(echo $installed | tr ' ' ',')" \
    --aptopt='Acquire::Retries "3"' --aptopt='Acquire::Languages "none"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt=force-unsafe-io \
    --customize-hook='rm -f "$1"/var/cache/apt/archives/*.deb' \
    --customize-hook="chroot \"\$1\" apt-get -q --yes --download-only install $(echo $offered)" \
    --customize-hook="mv \"\$1\"/var/cache/apt/archives/*.deb '$new/packages'" \
    trixie "$new/root" "$mirror" >"$new.log" 2>&1 || {
    tail -n 30 "$new.log" >&2
    refuse "mmdebstrap could not make the base; the last lines of $new.log are above."
}

(cd "$new/packages" && apt-ftparchive packages . >Packages)

cd "$new/root"
rm -f etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/srv/packages ./' >etc/apt/sources.list
rm -rf var/lib/apt/lists/*

# What makes one host differ from another comes with its first boot.
: >etc/machine-id
rm -f etc/ssh/ssh_host_* var/lib/dbus/machine-id

# A host has what a container on it needs to make its own network device.
echo 'c /dev/net/tun 0666 root root - 10:200' >etc/tmpfiles.d/tun.conf

# Where the machine's controllers are bound to cgroup v1, no host has them, and
# Podman's default limit of processes could not be set.
mkdir -p etc/containers/containers.conf.d
printf '[containers]\npids_limit = 0\n' >etc/containers/containers.conf.d/lab.conf

# Parameters of the kernel's memory management are the whole machine's, and
# read-only in a host. A copy lets a host set them as if it were alone.
cat >etc/systemd/system/own-vm-parameters.service <<'END'
[Unit]
Description=A copy of /proc/sys/vm that this host may write
DefaultDependencies=no
Before=systemd-sysctl.service sysinit.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'mkdir -p /run/vm && { cp -r /proc/sys/vm/. /run/vm 2>/dev/null; mount --bind /run/vm /proc/sys/vm; }'

[Install]
WantedBy=sysinit.target
END
ln -s ../own-vm-parameters.service etc/systemd/system/sysinit.target.wants/

rm -f "$new.log"
mv "$new" "$base"
