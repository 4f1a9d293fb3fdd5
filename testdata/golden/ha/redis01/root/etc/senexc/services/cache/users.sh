# users.sh OPTION...: gives the running server, which redis-cli reaches with these options, the list of users.
#
# The user probe has no password, and can do two things: ping, which tells that
# the server works, and make it read the list again, which says what it says.
# Who is connected stays connected.
set -eu

cat /etc/redis/users.acl >/users/next.acl
sync
mv /users/next.acl /users/users.acl
redis-cli -e "$@" --no-auth-warning --user probe --pass none ACL LOAD
