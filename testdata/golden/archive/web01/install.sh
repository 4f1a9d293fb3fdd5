#!/bin/sh
# Installs the host web01 of archive/test.
#
# host      web01 web01 10.0.5.10 debian-13 amd64
# services  edge papers statistics
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
