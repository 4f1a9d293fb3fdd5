#!/bin/sh
# Installs the host queue01 of archive/test.
#
# host      queue01 queue01 10.0.5.20 debian-13 amd64
# services  papers pictures
#
# From the next line on, this file is the same in every bundle. What differs
# is in MANIFEST, plan/ and secrets/: data, never code.
