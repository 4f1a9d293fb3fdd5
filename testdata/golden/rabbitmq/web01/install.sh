#!/bin/sh
# Installs the host web01 of orders/test.
#
# host      web01 web01 10.0.4.10 debian-13 amd64
# services  management worker
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
