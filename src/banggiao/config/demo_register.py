"""Which register the demo may touch: one it made itself, or an empty place."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from banggiao.config.folder import IN_USE, data_dir, in_use
from banggiao.core.errors import Refused
from banggiao.demo import mark
from banggiao.demo.load import first_event, load

if TYPE_CHECKING:
    from collections.abc import Callable


def open_demo(say: Callable[[str], object]) -> mark.Mark:
    """Load the demo register as far as it is not loaded. Refused: a register that is no demo.

    The mark is written before the first table is made, so that a start that was cut off is known
    as a demo; the seal of the log's first event ties it to this very database.
    """
    there, tables = mark.read(), bool(connection.introspection.table_names())
    if there is None and tables:
        raise _not_a_demo()
    present = (there or mark.new()).write()
    say("Preparing the database.")
    call_command("migrate", interactive=False, verbosity=0)
    if first_event() not in {"", present.first_event}:
        raise _not_a_demo()
    if not first_event():
        present = mark.Mark(present.password).write()
    say("Loading the demo register.")
    return load(present, say)


def _not_a_demo() -> Refused:
    return Refused(
        "not_a_demo",
        "The register in use is not a demo, and demo data never go into a real one. "
        "Name another folder in BANGGIAO_DATA_DIR.",
    )


def reset_demo() -> None:
    """Empty the data folder of a demo. Refused: a folder without the mark, a running server.

    The secret key stays: this process has read it already.
    """
    folder = data_dir()
    if mark.read() is None:
        if connection.introspection.table_names():
            raise _not_a_demo()
        return
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if connection.vendor != "sqlite" or not database.is_relative_to(folder):
        raise Refused(
            "reset_elsewhere",
            "--reset empties the data folder, and the database is not there. Empty it yourself.",
        )
    connections.close_all()
    with in_use(alone=True):
        # The mark goes last: an interrupted reset is still known as a demo.
        for path in sorted(folder.iterdir(), key=lambda path: path == mark.path()):
            if path.name in {"secret-key", IN_USE}:
                continue
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
