#!/bin/sh
# enter.sh TREE MATERIAL COMMAND...: runs COMMAND in a throw-away view of TREE.
#
# To be run in namespaces of its own (mount, net, pid). Whatever COMMAND writes
# goes to memory and is gone when it ends; MATERIAL is at /material, read-only.
# There is a loopback interface and no other, and any address can be bound.
set -eu

tree=$1 material=$2
shift 2

view=/mnt
mount -t tmpfs -o mode=0755 tmpfs "$view"
mkdir "$view/upper" "$view/work" "$view/root"
mount -t overlay -o "lowerdir=$tree,upperdir=$view/upper,workdir=$view/work" overlay "$view/root"
mount -t proc proc "$view/root/proc"
mount --rbind /dev "$view/root/dev"
mkdir "$view/root/material"
mount --bind "$material" "$view/root/material"
mount -o remount,bind,ro "$view/root/material"
printf 1 >"$view/root/proc/sys/net/ipv4/ip_nonlocal_bind"

cd "$view/root"
exec env -i PATH=/usr/sbin:/usr/bin HOME=/root LC_ALL=C.UTF-8 \
    chroot . sh -c 'busybox ip link set lo up; exec "$@"' sh "$@"
