"""Compiles the message catalogues where `make setup` has not done it, as in a plain install."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def compile_stale() -> None:
    """Compile each catalogue that is newer than its compiled form.

    A package in a folder that cannot be written keeps its English sentences; nothing else breaks.
    """
    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        from babel.messages.mofile import write_mo  # noqa: PLC0415  # slow import
        from babel.messages.pofile import read_po  # noqa: PLC0415  # slow import

        with suppress(PermissionError):
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parts[-3])
            new = target.with_name(".django.mo.new")
            with new.open("wb") as out:
                write_mo(out, catalogue)
            new.replace(target)
