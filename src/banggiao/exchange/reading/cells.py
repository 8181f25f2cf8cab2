"""Steps that the readers of all kinds share: from the cells under a field to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.core.text import normalise
from banggiao.exchange.books.text import shown
from banggiao.exchange.reading.result import Cell, Got

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.exchange.books.book import Value
    from banggiao.exchange.reading.result import Cells
    from banggiao.exchange.values.read import Read

    Reader = Callable[[Value], Read[Any]]


def one_line(text: str) -> str:
    """Give a text on one line, composed, without stray spaces."""
    return " ".join(normalise(text).split())


def raw_of(cells: list[Cell]) -> str:
    """Give what stands in the cells, as a person reads it."""
    return "\n".join(shown(cell.value) for cell in cells)


def nothing(value: Any = None) -> Got:
    """Give a field about which the row says nothing."""
    return Got(value)


def text(cells: Cells, *names: str, separator: str = "\n") -> Got:
    """Read a field, or the first of several that is filled, as text."""
    for name in names:
        if found := [cell for cell in cells.get(name, []) if shown(cell.value)]:
            problem = "formula_error" if any(_is_broken(c.value) for c in found) else ""
            words = separator.join(shown(cell.value) for cell in found)
            return Got("" if problem else words, raw_of(found), found[0].column, problem)
    return Got("")


def line(cells: Cells, *names: str) -> Got:
    """Read a field as one line of text."""
    got = text(cells, *names, separator=" ")
    got.value = one_line(got.value)
    return got


def _is_broken(value: Value) -> bool:
    from banggiao.exchange.books.book import Broken  # noqa: PLC0415  # leaf

    return isinstance(value, Broken)


def read(cells: Cells, name: str, reader: Reader, empty: Any = None) -> Got:
    """Read a field with a reader of `exchange.values`; a cell that is empty says nothing."""
    found = [cell for cell in cells.get(name, []) if shown(cell.value)]
    if not found:
        return Got(empty)
    answer = reader(found[0].value)
    value = empty if answer.problem else answer.value
    return Got(value, shown(found[0].value), found[0].column, answer.problem, answer.doubt)


def renamed(got: Got, **codes: str) -> Got:
    """Give problems the name they have for this field: ``negative="negative_headcount"``."""
    got.problem = codes.get(got.problem, got.problem)
    return got


def listed(got: Got) -> list[str]:
    """Take a cell that lists several things apart: by line, semicolon, or comma."""
    words = str(got.value or "").replace(";", "\n")
    parts = words.splitlines() if "\n" in words else words.split(",")
    return [one for part in parts if (one := one_line(part).strip("-–•*, "))]
