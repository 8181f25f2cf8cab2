"""The grid of an import: its columns, and each row with what was read, doubted and decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from banggiao.exchange.enums import ImportState, Kind
from banggiao.exchange.queries.imports import records_by_code, shown_fields
from banggiao.exchange.queries.names import names_of
from banggiao.exchange.showing import BODIES, bodies_in, in_words, raw_if_other, value_in_words
from banggiao.exchange.views.cells import Said, telling
from banggiao.exchange.views.import_lines import Line, Shown
from banggiao.exchange.words import doubt_in_words, label_of, problem_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Import, ImportRow
    from banggiao.exchange.showing import Body, Names

KEYS: dict[str, tuple[str, ...]] = {
    Kind.ACTIVITIES: ("title", "content"),
    Kind.PLAN: ("title", "content"),
    Kind.INSTRUMENTS: ("title",),
    Kind.ORGANISATIONS: ("name", "name_en", "name_ja", "name_native"),
    Kind.PEOPLE: ("name",),
}
"""The columns by which a person knows a row. The first that the file has stands beside what becomes
of the row; where it has none, the row's label stands there."""
UNSHOWN = {"no"}
"""A number in the list says nothing that the number of the row does not say."""
NAME_VI = "name_vi"
"""What rooms call the name of a record."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the grid: what it tells, and the letter and the heading it has in the sheet."""

    name: str
    label: str
    letter: str = ""
    heading: str = ""


class Grid:
    """A page of rows. It asks for all names at once, so that the rows ask for nothing."""

    def __init__(self, one: Import, rows: Sequence[ImportRow], viewer: User) -> None:
        self.one, self.rows, self.viewer = one, rows, viewer
        for row in rows:
            row.of = one

    @cached_property
    def columns(self) -> list[str]:
        """The columns of the file by what they tell, in its order, the key among them."""
        return [name for name in shown_fields(self.one) if name not in UNSHOWN]

    @cached_property
    def kind(self) -> str:
        """What the rows of this page are about, the first of them at least."""
        return self.rows[0].kind if self.rows else self.one.kind

    @cached_property
    def key(self) -> str:
        """The column by which a row is known; empty where the file has none."""
        wanted = KEYS.get(self.kind, ())
        return next((name for name in wanted if name in self.columns), "")

    @cached_property
    def fields(self) -> list[str]:
        """The columns beside the key."""
        return [name for name in self.columns if name != self.key]

    @cached_property
    def heads(self) -> list[Head]:
        """What stands over the columns."""
        return [self.head(name) for name in self.fields]

    @property
    def key_head(self) -> Head:
        """What stands over the column by which rows are known."""
        return self.head(self.key) if self.key else Head("", "")

    def head(self, name: str) -> Head:
        """Give the head of a column: its name, and the letters and labels it has in the sheets."""
        own = [c for c in self.one.report.get("columns", ()) if c["field"] == name]
        letters = ", ".join(dict.fromkeys(column["column"] for column in own))
        return Head(name, label_of(name), letters, own[0]["heading"] if own else "")

    @cached_property
    def names(self) -> Names:
        """Names of countries and bodies."""
        changes = (change for row in self.rows for change in row.differences)
        return names_of((row.values for row in self.rows), self.viewer, changes)

    @cached_property
    def records(self) -> dict[str, Body]:
        """Names and pages of the records that rows change, became, or may be."""
        codes = {row.target for row in self.rows}
        codes.update(code for row in self.rows for code in row.candidates)
        return records_by_code(self.one, codes, self.viewer)

    @property
    def lines(self) -> list[Line]:
        """The rows as they are shown."""
        return [self.line(row) for row in self.rows]

    @property
    def has_sheets(self) -> bool:
        """Whether rows come from more than one sheet, so that each must say from which."""
        return len({table["sheet"] for table in self.one.report.get("tables", ())}) > 1

    def line(self, row: ImportRow, fields: Sequence[str] | None = None) -> Line:
        """Set out one row; with ``fields`` other columns than the grid has."""
        names = list(self.fields if fields is None else fields)
        shown = [self.key, *names] if self.key else names
        said, changes = self._said(row, shown), self._changes(row, shown)
        cells = {name: self._cell(row, name, said, changes[name]) for name in shown}
        return Line(
            row=row,
            key=cells.get(self.key),
            cells=[cells[name] for name in names],
            problems=said.problems[None],
            doubts=said.doubts[None],
            changes=changes[None],
            target=self.records.get(row.target),
            candidates=[
                (code, self.records[code])
                for code in row.candidates
                if code != row.target and code in self.records
            ],
        )

    def _said(self, row: ImportRow, columns: Sequence[str]) -> Said[str]:
        """Say what is wrong with a row and, as long as somebody can say so, what is not sure."""

        def where(one: Mapping[str, Any]) -> str | None:
            return column_of(row, columns, one.get("field", ""), one.get("value", ""))

        said = Said(where, label_of)
        doubts = row.doubts if self.one.state == ImportState.READY else ()
        said.say(row.problems, doubts, lambda one, _column: problem_in_words(one), doubt_in_words)
        return said

    def _changes(
        self, row: ImportRow, columns: Sequence[str]
    ) -> dict[str | None, list[dict[str, str]]]:
        """Give what the row would change of its record, by the column that tells it."""
        changes: dict[str | None, list[dict[str, str]]] = defaultdict(list)
        for one in row.differences:
            before, after = (
                value_in_words(row.kind, one["field"], one[when], self.names) if one[when] else ""
                for when in ("before", "after")
            )
            shown = {"label": label_of(one["field"]), "before": before, "after": after}
            changes[column_of(row, columns, one["field"])].append(shown)
        return changes

    def _cell(
        self, row: ImportRow, name: str, said: Said[str], changes: list[dict[str, str]]
    ) -> Shown:
        in_file = text_in_file(row, name)
        text = row.corrections.get(name, in_file)
        words = in_words(row.kind, name, row.values, self.names, text)
        bodies = bodies_in(name, row.values, self.names)
        fresh = (row.values.get("partner_new") or {}).get("value") or []
        has_new = bool(fresh) and name in BODIES
        shown = ", ".join([body.label for body in bodies] + (fresh if has_new else [])) or words
        return Shown(
            name=name,
            label=label_of(name),
            text=text,
            words=words if not bodies or has_new else "",
            bodies=bodies,
            problems=said.problems[name],
            doubts=said.doubts[name],
            raw=raw_if_other(text, shown),
            changes=changes,
            is_corrected=name in row.corrections,
            was=in_file,
        )


def column_of(row: ImportRow, columns: Sequence[str], name: str, value: str = "") -> str | None:
    """Give the column that tells a field; of several the one whose text was read so.

    The name of a record is told by the first column where none is its title.
    """
    found = telling(row.kind, name, dict(zip(columns, columns, strict=True)))
    exact = [column for column in found if value and current_text(row, column) == value]
    if not found and name == NAME_VI:
        found = list(columns[:1])
    return next(iter([*exact, *found]), None)


def text_in_file(row: ImportRow, column: str) -> str:
    """Give what stands in the file in a column of the row."""
    return "\n".join(row.texts.get(column, ()))


def current_text(row: ImportRow, column: str) -> str:
    """Give the text a column was read from: what a person typed, or what stands in the file."""
    typed: str = row.corrections.get(column, text_in_file(row, column))
    return typed
