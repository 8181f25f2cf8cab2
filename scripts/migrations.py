"""Writes the migrations that changed models need, or with --check says which are missing.

Each room's newest migration stands in `max_migration.txt`, so that two branches cannot add one
behind each other's back without git noticing.
"""

from __future__ import annotations

import os
import sys

from scripts.environment import use_scratch


def main(arguments: list[str]) -> int:
    """Run Django's commands with the developer's settings."""
    use_scratch()
    os.environ["DJANGO_SETTINGS_MODULE"] = "scripts.dev_settings"
    import django  # noqa: PLC0415  # slow import
    from django.core.management import call_command  # noqa: PLC0415  # slow import

    django.setup()
    if arguments == ["--check"]:
        call_command("check", fail_level="WARNING", verbosity=0)
        call_command("makemigrations", check=True, dry_run=True)
    else:
        call_command("makemigrations", *arguments)
        call_command("create_max_migration_files")
    return 0


if __name__ == "__main__":
    from django.core.management.base import CommandError

    try:
        sys.exit(main(sys.argv[1:]))
    except CommandError as error:
        sys.exit(str(error))
