#!/bin/sh
# enter.sh ROOT ID COMMAND...: runs COMMAND in a throw-away view of ROOT as
# user and group ID, much as a container would.
#
# To be run in namespaces of its own (mount, net, pid), which end with it. There
# is a loopback interface and no other.
set -eu

root=$1 id=$2
shift 2

view=/mnt
mount -t tmpfs -o mode=0755 tmpfs "$view"
mkdir "$view/upper" "$view/work" "$view/root"
mount -t overlay -o "lowerdir=$root,upperdir=$view/upper,workdir=$view/work" overlay "$view/root"
mount -t proc proc "$view/root/proc"
mount --rbind /dev "$view/root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$view/root/tmp"
ip link set lo up
exec chroot --userspec="$id:$id" --groups="$id" "$view/root" "$@"
