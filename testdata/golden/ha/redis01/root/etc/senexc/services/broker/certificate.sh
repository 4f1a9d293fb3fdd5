# Brings a certificate and its key to where the server reads them, in one file:
# two could not be replaced at the same moment.
set -eu

umask 077
cat /issued/server.key /issued/server.crt >/tls/next.pem
sync
mv /tls/next.pem /tls/server.pem
