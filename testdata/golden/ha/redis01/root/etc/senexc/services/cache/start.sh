# Starts the server. It needs a list of users, and at its first start there is
# none yet: then nobody gets in until users.sh has brought one.
set -eu

[ -e /users/users.acl ] || cat >/users/users.acl <<'ACL'
user default off
user probe on nopass sanitize-payload resetkeys resetchannels -@all +ping +acl|load
ACL
exec redis-server /etc/redis/redis.conf
