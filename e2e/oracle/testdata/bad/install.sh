#!/bin/sh
set -eu
printf '%s\n' "nothing to do"
if [[ $1 == x ]]; then echo "$RANDOM"; fi
