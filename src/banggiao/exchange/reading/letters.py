"""Names of columns as spreadsheets show them."""

from __future__ import annotations


def letter(column: int) -> str:
    """Give the letters of a column: 1 is A, 27 is AA; 0 is none."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
