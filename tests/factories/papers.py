"""A sheet under way, with the JSON that reading it should give."""

from __future__ import annotations

import unicodedata
from typing import Any

from tests.factories.sheets import EMPTY, Leaf, as_xlsx, read

Entry = tuple[list[Any], dict[str, Any]]


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


class Paper:
    """A sheet under way, with the JSON that reading it should give."""

    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        self.cells: list[list[Any]] = []
        self.merged: list[str] = []
        self.rows: list[dict[str, Any]] = []
        self.skipped: list[dict[str, Any]] = []
        self.errors: list[dict[str, Any]] = []
        self.warnings: list[dict[str, Any]] = []

    def skip(self, reason: str, *cells: Any, merge: str = "") -> None:
        self.cells.append(list(cells))
        row = len(self.cells)
        self.skipped.append({"sheet": self.name, "row": row, "reason": reason})
        self.merged += [area.format(row) for area in merge.split()]

    def data(self, section: str, entries: list[Entry], **common: Any) -> None:
        for cells, fields in entries:
            self.cells.append(cells)
            said = dict(fields)
            row = len(self.cells)
            for name, code, column, value in said.pop("errors", ()):
                place = {"sheet": self.name, "row": row, "column": column}
                self.errors.append(place | {"field": name, "code": code, "value": value})
            if "repeats" in said:
                warning = {"sheet": self.name, "row": row, "code": "duplicate_row"}
                self.warnings.append(warning | {"duplicate_of": said.pop("repeats")})
            place = {"sheet": self.name, "row": row, "section": section}
            self.rows.append(EMPTY[self.kind] | place | common | said)

    def check(self) -> dict[str, Any]:
        content = as_xlsx(Leaf(self.name, self.cells, self.merged))
        name = f"{self.name}.xlsx"
        for kind in (self.kind, "auto"):
            data = read(content, kind, name)
            lists = ("rows", "errors", "warnings", "skipped")
            wanted = {"format": "banggiao-sheet-expected/1", "file": name, "kind": self.kind}
            wanted |= {what: getattr(self, what) for what in lists}
            wanted["counts"] = {what: len(wanted[what]) for what in lists}
            assert {what: data[what] for what in wanted} == wanted
        return data
