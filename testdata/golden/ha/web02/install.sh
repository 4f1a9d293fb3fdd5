#!/bin/sh
# Installs the host web02 of senextrader/ha.
#
# host      web02 web02.your-domain.com 10.0.3.11 debian-13 amd64
# services  celery edge web
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
