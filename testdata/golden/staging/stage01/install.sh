#!/bin/sh
# Installs the host stage01 of senextrader/staging.
#
# host      stage01 stage01.your-domain.com 10.0.2.10 debian-13 amd64
# services  broker cache celery db edge web
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
