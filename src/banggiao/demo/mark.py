"""The file `demo` in the data folder: the mark that says the register is a demo.

It holds the password of the demo users, which tables are loaded, and the seal of the log's first
event, so that the mark of one register is never taken for that of another.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from typing import Self

CONSONANTS, VOWELS = "bdghklmnprstv", "aeiou"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the file says."""

    password: str
    loaded: tuple[str, ...] = ()
    first_event: str = ""

    def write(self) -> Self:
        """Keep it, readable by the owner only. A cut in the middle leaves the old file."""
        new = path().with_name(".demo-new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(asdict(self), out, indent=2)
        new.replace(path())
        return self

    def with_loaded(self, name: str) -> Mark:
        """Give the mark that says that this table is loaded too."""
        return replace(self, loaded=(*self.loaded, name))


def path() -> Path:
    """Give the place of the mark."""
    return Path(settings.DATA_DIR) / "demo"


def read() -> Mark | None:
    """Read the mark; None where the data folder has none. One that cannot be read counts as new."""
    try:
        data = json.loads(path().read_text("utf-8"))
        return Mark(str(data["password"]), tuple(data["loaded"]), str(data["first_event"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return new()


def new() -> Mark:
    """Make a mark with a password that can be read out and typed."""
    words = ["".join(secrets.choice(s) for s in (CONSONANTS, VOWELS) * 2) for _ in range(4)]
    return Mark("-".join([*words, f"{secrets.randbelow(9000) + 1000}"]))
