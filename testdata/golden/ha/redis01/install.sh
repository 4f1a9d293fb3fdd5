#!/bin/sh
# Installs the host redis01 of senextrader/ha.
#
# host      redis01 redis01.your-domain.com 10.0.3.30 debian-13 amd64
# services  broker cache
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
