#!/bin/sh
# Makes the Debian 13 tree that the oracles run in, once, and prints its path.
#
#   tree.sh            make the tree unless it is there; print its path
#   tree.sh --path     print the path that it has or would have
#   tree.sh --report   say, after the tests, which oracles had no tree to run in
#
# The tree lies outside the repository, in the user's cache, under a name made
# from the list of packages: another list is another tree. It comes from the
# mirror that this machine's own apt uses. Making it needs root, as running the
# oracles does: they mount and chroot.
#
# Exit status: 0 done, 1 there is no tree and none can be made here (standard
# error says why and what to do).
set -eu

oracles='quadlet nginx systemd shellcheck ssh-keygen age redis postgres'
packages=age,busybox,dash,nginx,openssh-client,openssl,podman,postgresql-17,redis-server,shellcheck,systemd

cache=${XDG_CACHE_HOME:-${HOME:?}/.cache}/senexc
tree=$cache/debian-13-$(printf %s "$packages" | sha256sum | cut -c 1-12)

refuse() {
    printf 'oracles: %s\n' "$@" >&2
    exit 1
}

debian_mirror() {
    # shellcheck disable=SC2016 # apt's format, not the shell's
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1
}

enters() {
    [ "$(id -u)" -eq 0 ] && [ -d "$tree" ] &&
        unshare --mount --net --pid --fork --kill-child sh "$(dirname "$0")/enter.sh" "$tree" "$tree" true
}

case ${1-} in
'') ;;
--path)
    printf '%s\n' "$tree"
    exit 0
    ;;
--report)
    enters 2>/dev/null && exit 0
    printf '\n%s\n' '**** LEFT OUT: these programs of Debian 13 judged nothing in this run ****'
    # shellcheck disable=SC2086 # words on purpose
    printf '     %s\n' $oracles
    printf '%s\n\n' '     "make oracles", as root on a Debian machine, says what is missing.'
    exit 1
    ;;
*) refuse "unknown argument $1" ;;
esac

[ "$(id -u)" -eq 0 ] || refuse 'making the Debian 13 tree needs root: it mounts and chroots.' \
    'Run the tests as root, or leave the oracles to a machine where you may.'
command -v apt-get >/dev/null ||
    refuse 'this is not a Debian machine (no apt-get), so there is no mirror to take Debian 13 from.'

mkdir -p "$cache"
# Of several runs at once, one makes the tree and the others wait for it.
exec 9>"$cache/lock"
flock 9

if [ ! -d "$tree" ]; then
    if ! command -v mmdebstrap >/dev/null; then
        { apt-get update && apt-get install --yes --no-install-recommends mmdebstrap; } >&2 ||
            refuse 'mmdebstrap is not installed, and apt-get could not install it.'
    fi
    mirror=$(debian_mirror)
    if [ -z "$mirror" ]; then
        apt-get update >&2 || refuse 'apt-get update failed, so there is no mirror to take Debian 13 from.'
        mirror=$(debian_mirror)
    fi
    [ -n "$mirror" ] || refuse "no mirror of Debian is among this machine's apt sources."
    printf 'oracles: making the Debian 13 tree (about a minute, 700 MB, once)\n' >&2
    rm -rf "$tree.new"
    if ! mmdebstrap --quiet --variant=essential --include="$packages" \
        --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Retries "3"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        trixie "$tree.new" "$mirror" >&2; then
        rm -rf "$tree.new"
        refuse 'mmdebstrap could not make the tree; its messages are above.'
    fi
    mv "$tree.new" "$tree"
fi

enters || refuse 'this machine does not allow the mounts that the oracles need (overlay, tmpfs and proc in a mount namespace).'
printf '%s\n' "$tree"
