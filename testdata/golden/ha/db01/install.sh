#!/bin/sh
# Installs the host db01 of senextrader/ha.
#
# host      db01 db01.your-domain.com 10.0.3.20 debian-13 amd64
# services  db
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
