"""Migrates the schema, or waits until another host has migrated it.

    migrate.py                  migrates
    migrate.py --wait SECONDS   succeeds as soon as nothing is left to migrate

Django takes no lock: two migrations of one database at the same time leave it
half migrated. One host is elected to migrate, but a migration may outlive an
installation that was interrupted, and meet the one that the next starts.
PostgreSQL holds this lock for the session, so it goes with the process, however
that ends. Whoever waited finds nothing left to migrate.
"""

import os
import sys
import time

sys.path.insert(0, os.getcwd())

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

LOCK = 0x73656E657863  # any number, the same in every process
PAUSE = 2  # seconds between two looks


def migrate():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            (limit,) = cursor.fetchone()
            cursor.execute("SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [limit])
    call_command("migrate", interactive=False)


def wait(seconds):
    end = time.monotonic() + seconds
    while left := missing():
        if time.monotonic() > end:
            sys.exit(
                f"still not migrated after {seconds} s: {', '.join(left)}. "
                "Install this release on the host that migrates first."
            )
        time.sleep(PAUSE)


def missing():
    """The migrations of this release that the schema does not have."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


django.setup()
if sys.argv[1:2] == ["--wait"]:
    wait(int(sys.argv[2]))
else:
    migrate()
