"""Steps that the readers of all kinds share: from the cells under a field to what it says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from banggiao.core.text import normalise
from banggiao.exchange.reading.choices import read_choice
from banggiao.exchange.reading.result import Cell, Got
from banggiao.exchange.values.cells import FORMULA_ERROR, failure_of

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
    return "\n".join(cell.text for cell in cells)


def is_broken(cell: Cell) -> bool:
    """Whether the formula of a cell ended in an error."""
    return bool(failure_of(cell.value))


def text(cells: Cells, *names: str, separator: str = "\n") -> Got:
    """Read a field, or the first of several that is filled, as text. A dash says nothing."""
    for name in names:
        if found := [cell for cell in cells.get(name, []) if cell.text.strip("-–—_.…* ")]:
            problem = FORMULA_ERROR if any(map(is_broken, found)) else ""
            words = separator.join(cell.text for cell in found)
            return Got("" if problem else words, raw_of(found), found[0].column, problem)
    return Got("")


def line(cells: Cells, *names: str) -> Got:
    """Read a field as one line of text."""
    got = text(cells, *names, separator=" ")
    got.value = one_line(got.value)
    return got


def read(cells: Cells, name: str, reader: Reader, empty: Any = None) -> Got:
    """Read a field with a reader of `exchange.values`; a cell that is empty says nothing."""
    found = next((cell for cell in cells.get(name, []) if cell.text), None)
    if found is None:
        return Got(empty)
    answer = reader(found.value)
    return Got(answer.value, found.text, found.column, answer.problem, answer.doubt)


def joined(cells: Cells, name: str) -> Cells:
    """Put cells of a field that goes on in further rows into one, line by line."""
    some = [cell for cell in cells.get(name, []) if cell.text]
    if len(some) < 2:
        return cells
    return {name: [Cell(raw_of(some), some[0].column, some[0].row)]}


def in_one_line(cells: Cells, name: str) -> Cells:
    """Put what several columns say of a field side by side into one cell."""
    some = [cell for cell in cells.get(name, []) if cell.text]
    if len(some) < 2:
        return cells
    return {name: [Cell(" ".join(cell.text for cell in some), some[0].column, some[0].row)]}


def choose(cells: Cells, name: str, words: str) -> Got:
    """Read a field of a closed list, by our own labels or the words of `data/choices.toml`.

    Words that name nothing on the list are no error of the file: they are a doubt.
    """
    got = read(cells, name, partial(read_choice, words), "")
    if got.problem and got.problem != FORMULA_ERROR:
        got.problem, got.doubt = "", got.problem
    return got


def renamed(got: Got, **codes: str) -> Got:
    """Give problems the name they have for this field: ``negative="negative_headcount"``."""
    got.problem = codes.get(got.problem, got.problem)
    return got


def listed(got: Got) -> list[str]:
    """Take a cell that lists several things apart: by line, semicolon, or comma."""
    words = str(got.value or "").replace(";", "\n").replace("；", "\n")
    parts = words.splitlines() if "\n" in words else words.replace("、", ",").split(",")
    return [one for part in parts if (one := one_line(part).strip("-–•*, "))]
