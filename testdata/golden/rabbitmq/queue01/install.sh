#!/bin/sh
# Installs the host queue01 of orders/test.
#
# host      queue01 queue01 10.0.4.20 debian-13 amd64
# services  queue
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
