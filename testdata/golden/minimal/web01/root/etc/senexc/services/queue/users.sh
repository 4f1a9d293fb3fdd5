# users.sh OPTION...: gives the running server, which redis-cli reaches with these options, the list of users,
# and has it read its certificate again.
#
# The user probe has no password, and can do two things: ping, which tells that
# the server works, and make it read the list again, which says what it says.
# Who is connected stays connected.
set -eu

# list OPTION...: the list that comes in becomes the server's.
list() {
	cat >/users/next.acl
	sync
	mv /users/next.acl /users/users.acl
	redis-cli -e "$@" --no-auth-warning --user probe --pass none ACL LOAD
}

# Changing a setting needs a user who may. There is one for the moment, with a
# password that only this script has ever known.
if [ -e /issued/server.crt ]; then
	password=$(od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n')
	digest=$(printf %s "${password}" | sha256sum)
	{
		cat /etc/redis/users.acl
		printf 'user reload on sanitize-payload resetkeys resetchannels #%s -@all +config|set\n' "${digest%% *}"
	} | list "$@"
	REDISCLI_AUTH=${password} redis-cli -e "$@" --no-auth-warning --user reload CONFIG SET tls-cert-file /tls/server.pem tls-key-file /tls/server.pem
fi
list "$@" </etc/redis/users.acl
