"""Migrates the schema, one process at a time.

Django takes no lock: two migrations of one database at the same time leave it
half migrated. PostgreSQL holds this lock for the session, so it goes with the
process, however that ends. Whoever waited finds nothing left to migrate.
"""

import os
import sys

sys.path.insert(0, os.getcwd())

import django
from django.core.management import call_command
from django.db import connection

LOCK = 0x73656E657863  # any number, the same in every process

django.setup()
if connection.vendor == "postgresql":
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        (limit,) = cursor.fetchone()
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [limit])
call_command("migrate", interactive=False)
