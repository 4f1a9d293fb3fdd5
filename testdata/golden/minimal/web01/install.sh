#!/bin/sh
# Installs the host web01 of tasks/minimal.
#
# host      web01 web01 10.0.1.10 debian-13 amd64
# services  queue tasks
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
