"""The data folder as commands see it: made, in use, or taken for oneself."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_USE = "in-use"
KEPT_BY_EVERY_COMMAND = {"secret-key", "static", IN_USE}
"""What is there before anything was entered. The key is made by the first command of all."""


def data_dir() -> Path:
    """Give the data folder, made where it is not there yet."""
    folder = Path(settings.DATA_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            "data_dir_unusable",
            f"The data folder {folder} cannot be made ({error.strerror}). Set BANGGIAO_DATA_DIR.",
        ) from error
    return folder


def holds_something() -> bool:
    """Whether the data folder holds more than what every command leaves there."""
    return any(path.name not in KEPT_BY_EVERY_COMMAND for path in data_dir().iterdir())


@contextmanager
def in_use(*, alone: bool = False) -> Iterator[None]:
    """Tell other commands that this one works in the data folder.

    Servers share it; a command that replaces it needs it ``alone`` and is refused while one runs.
    """
    with (data_dir() / IN_USE).open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            who = "A server runs on" if alone else "Another command is replacing"
            raise Refused(
                "folder_in_use", f"{who} the data folder {data_dir()}. Stop it first."
            ) from error
        yield
