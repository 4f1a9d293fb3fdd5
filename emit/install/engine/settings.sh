# shellcheck disable=SC2015 # A && B || die: either one failing is fatal, and die does not return
# shellcheck disable=SC2312 # what is read through $() and pipes is checked by what it must contain
# shellcheck disable=SC2032,SC2033 # xargs and find run the programs themselves, and report their failure

# ---- settings ---------------------------------------------------------------
#
# Rules of this file: POSIX sh with the tools of Debian and RHEL. All data is
# read from files, none is code. Everything is a function; the last line calls
# main. Nothing relies on set -e: what can fail is followed by || and what to
# do about it. Values of secrets pass through files in a private tmpfs folder
# and through pipes, never through a variable, an argument or the output.

set -u
set -f
umask 077
LC_ALL=C
export LC_ALL
unset CDPATH ENV IFS TAR_OPTIONS

# With SENEXC_ROOT every path of the host is below that folder, so that all of
# this can run in a test without root.
ROOT=${SENEXC_ROOT:-}
if [ -z "${ROOT}" ]; then
	PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	export PATH
fi

# Programs that can be replaced.
AGE=${AGE:-age}
APT_GET=${APT_GET:-apt-get}
CHOWN=${CHOWN:-chown}
CURL=${CURL:-curl}
DF=${DF:-df}
DPKG_QUERY=${DPKG_QUERY:-dpkg-query}
GETENT=${GETENT:-getent}
JOURNALCTL=${JOURNALCTL:-journalctl}
LOGGER=${LOGGER:-logger}
LOGINCTL=${LOGINCTL:-loginctl}
PODMAN=${PODMAN:-podman}
QUADLET=${QUADLET:-/usr/lib/systemd/user-generators/podman-user-generator}
RUNUSER=${RUNUSER:-runuser}
SLEEP=${SLEEP:-sleep}
SS=${SS:-ss}
SSHD=${SSHD:-sshd}
SSH_KEYGEN=${SSH_KEYGEN:-ssh-keygen}
STAT=${STAT:-stat}
SYSCTL=${SYSCTL:-sysctl}
SYSTEMCTL=${SYSTEMCTL:-systemctl}
UFW=${UFW:-ufw}
UNSHARE=${UNSHARE:-unshare}
USERADD=${USERADD:-useradd}
USERMOD=${USERMOD:-usermod}

# Places on the host.
ETC=${ROOT}/etc/senexc
STATE=${ROOT}/var/lib/senexc
LOGS=${STATE}/log
# Units of the system that did not run before the stack wanted them.
BROUGHT=${STATE}/brought
RUN=${ROOT}/run/senexc

# What was brought by the enrolment serves a host that has no age of its own.
command -v "${AGE}" >/dev/null 2>&1 || [ ! -x "${ROOT}/opt/senexc/bin/age" ] || AGE=${ROOT}/opt/senexc/bin/age

# Exit codes.
DONE=0
PENDING=2
UNVERIFIED=10
WRONG_HOST=11
UNSUPPORTED=12
MISSING=13
DOWNGRADE=14
DRIFT=15
FAILED=20
STUCK=21
RECOVERED=22
IO=30
USAGE=64
LOCKED=75

# Every kind of data file, so that a plan of an older compiler reads as one
# that has nothing of a newer kind.
KINDS='host services owners packages account accounts sysctls directories links images secrets deliveries firewall ports peers units validations jobs steps triggers checks probes certificates elsewhere local'

PEER_SECONDS=30
BUS_SECONDS=30
STABLE_SECONDS=${STABLE_SECONDS:-30}
GATE_SECONDS=5
FORMAT=senexc-bundle-1
NAMESPACE=senexc-manifest-v1@senexc.dev
