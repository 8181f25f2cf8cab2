"""The words of a clause as the negotiation table keeps them: its heading, then its text."""

from __future__ import annotations

import hashlib


def worded(heading: str, text: str) -> str:
    """Give heading and text as one wording, the heading on a line of its own."""
    return "\n".join(part for part in (heading, text) if part)


def parted(body: str, *, has_heading: bool) -> tuple[str, str]:
    """Give heading and text back; a clause without a heading has only text."""
    if not has_heading:
        return "", body
    heading, _line, text = body.partition("\n")
    return heading, text


def fingerprint(body: str | None) -> str:
    """Give what a form carries of the words it was opened over; empty where there were none."""
    return "" if body is None else hashlib.sha256(body.encode()).hexdigest()[:16]
