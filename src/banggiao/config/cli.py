"""The `banggiao` command. Exit codes: 0 done, 1 refused, 2 called wrongly."""

from __future__ import annotations

import os
import sys

REFUSED, USAGE = 1, 2


def main(argv: list[str] | None = None) -> None:
    """Run a command of the house; every refusal is one sentence on stderr."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    arguments = sys.argv[1:] if argv is None else argv
    from banggiao.config.env import WrongSetting  # noqa: PLC0415  # leaf

    try:
        sys.exit(_run(["banggiao", *(arguments or ["help"])]))
    except WrongSetting as wrong:
        _refuse(str(wrong))
    except KeyboardInterrupt:
        _refuse("Stopped.")


def _run(arguments: list[str]) -> int:
    from django.core.exceptions import PermissionDenied  # noqa: PLC0415  # slow import
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # slow import
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415  # slow import

    from banggiao.core.errors import Refused  # noqa: PLC0415  # slow import

    try:
        execute_from_command_line(arguments)
    except (Refused, PermissionDenied) as refused:
        _refuse(str(refused))
    except (OperationalError, ProgrammingError) as error:
        _refuse(
            f"The database does not answer or is not up to date ({str(error).splitlines()[0]}). "
            "Run `banggiao migrate`, or check BANGGIAO_DATABASE_URL and the free disk space."
        )
    except OSError as error:
        _refuse(f"{error.strerror}: {error.filename}" if error.filename else str(error))
    return 0


def _refuse(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(REFUSED)


if __name__ == "__main__":
    main()
