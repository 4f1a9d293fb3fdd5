#!/bin/sh
# Starts the server as the official image does: arguments alone are the
# server's, and root gives its folder and its rights to the user redis.
set -eu

case ${1-} in
-* | *.conf) set -- redis-server "$@" ;;
esac

if [ "${1-}" = redis-server ] && [ "$(id -u)" = 0 ]; then
    find . ! -user redis -exec chown redis {} +
    exec setpriv --reuid=redis --regid=redis --init-groups -- "$0" "$@"
fi

# The official image's server is built to admit clients of other machines unless
# its configuration says otherwise: a container has no others.
if [ "${1-}" = redis-server ]; then
    configured=no
    for argument; do
        case $argument in
        *.conf | --protected-mode) configured=yes ;;
        esac
    done
    if [ "$configured" = no ]; then
        set -- "$@" --protected-mode no
    fi
fi

# What it writes is for nobody else to read.
if [ "$(umask)" = 0022 ]; then
    umask 0077
fi
exec "$@"
