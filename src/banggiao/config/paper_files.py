"""Where a command writes a paper: its form by the ending, and the whole file or nothing."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def form_of(out: Path, forms: Sequence[str], what: str) -> str:
    """Give the form that the ending names. Refused: an ending that names none."""
    ending = out.suffix.lower().lstrip(".")
    if ending not in forms:
        endings = [f".{form}" for form in forms]
        raise Refused(
            "format_unknown",
            f"The ending of {out.name!r} names no form of {what}. "
            f"Write {', '.join(endings[:-1])} or {endings[-1]}.",
        )
    return ending


def check_place(out: Path) -> None:
    """Refuse a place where nothing can be written, before anything is counted."""
    if out.is_dir() or not out.parent.is_dir():
        what = "is a folder" if out.is_dir() else "lies in a folder that is not there"
        raise Refused("out_unwritable", f"{out} {what}. Name a file in a folder that is there.")


def write_whole(out: Path, content: bytes) -> None:
    """Write the whole file or nothing: one that was there before stays until then."""
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=".paper-", delete=False) as file:
            file.write(content)
        place = type(out)(file.name)
        place.chmod(0o644)
        place.replace(out)
    except OSError as error:
        raise Refused(
            "out_unwritable",
            f"{out} cannot be written ({error.strerror}). Name another file with --out.",
        ) from error
