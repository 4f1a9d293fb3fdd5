#!/bin/sh
# Installs the host web01 of senextrader/ha.
#
# host      web01 web01.your-domain.com 10.0.3.10 debian-13 amd64
# services  celery edge web
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
