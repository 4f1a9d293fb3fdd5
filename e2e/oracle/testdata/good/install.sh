#!/bin/sh
set -eu
printf '%s\n' "nothing to do"
