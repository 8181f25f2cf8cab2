"""The `banggiao` command. Exit codes: 0 done, 1 refused, 2 called wrongly."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version

REFUSED, USAGE = 1, 2


def main(argv: list[str] | None = None) -> None:
    """Run a command of the house; every refusal is one sentence on stderr."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    arguments = list(sys.argv[1:] if argv is None else argv) or ["help"]
    from banggiao.config.env import WrongSetting  # noqa: PLC0415  # leaf

    try:
        if arguments == ["--version"]:
            sys.stdout.write(f"{version('banggiao')}\n")
            return
        sys.exit(_run(["banggiao", *_named(arguments)]))
    except WrongSetting as wrong:
        _refuse(str(wrong))
    except KeyboardInterrupt:
        _refuse("Stopped.")


def _named(arguments: list[str]) -> list[str]:
    """Let people write the hyphen that Python cannot; a command nobody knows is a wrong call."""
    import django  # noqa: PLC0415  # slow import
    from django.core.management import get_commands  # noqa: PLC0415  # slow import

    from banggiao.config.memory import loading  # noqa: PLC0415  # leaf

    place = 1 if arguments[0] == "help" and len(arguments) > 1 else 0
    if arguments[place].startswith("-"):
        return arguments
    with loading():
        django.setup()  # before it, only Django's own commands are known
    name = arguments[place].replace("-", "_")
    if name not in {*get_commands(), "help", "version"}:
        sys.stderr.write(f"There is no command {arguments[place]!r}. `banggiao help` lists all.\n")
        sys.exit(USAGE)
    return [*arguments[:place], name, *arguments[place + 1 :]]


def _run(arguments: list[str]) -> int:
    import django  # noqa: PLC0415  # slow import
    from django.core.exceptions import (  # noqa: PLC0415  # slow import
        PermissionDenied,
        ValidationError,
    )
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # slow import
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415  # slow import
    from django.utils.translation import activate  # noqa: PLC0415  # slow import

    from banggiao.core.errors import Refused  # noqa: PLC0415  # slow import

    django.setup()
    activate("en")  # commands speak English throughout; each page sets its reader's language
    try:
        execute_from_command_line(arguments)
    except (Refused, PermissionDenied) as refused:
        _refuse(str(refused))
    except ValidationError as error:
        _refuse(" ".join(str(message) for message in error.messages))
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
