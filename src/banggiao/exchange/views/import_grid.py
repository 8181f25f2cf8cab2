"""The grid of an import: its columns, and each row with what was read, doubted and decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from banggiao.exchange.enums import Decision, Kind
from banggiao.exchange.queries.import_rows import names_of
from banggiao.exchange.queries.imports import records_by_code, shown_fields
from banggiao.exchange.showing import (
    AS_COLUMN,
    BODIES,
    Body,
    bodies_in,
    in_words,
    raw_if_other,
    told_by,
    value_in_words,
)
from banggiao.exchange.words import DOUBTS, FIELD_LABELS, PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Import, ImportRow
    from banggiao.exchange.showing import Names

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
TONES: dict[str, str] = {
    Decision.NEW: "good",
    Decision.UPDATE: "acc",
    Decision.REFUSED: "bad",
    Decision.REPEATED: "plain",
    Decision.LEFT_OUT: "plain",
}
REFUSED = "refused"
NAME_VI = "name_vi"
"""What rooms call the name of a record that the file calls its title."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the grid: what it tells, and the letter and the heading it has in the sheet."""

    name: str
    label: str
    letter: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: what was read, the text it was read from, what is wrong, what it was before.

    ``text`` is what a person corrects; ``was`` what stands in the file where somebody did.
    """

    name: str
    label: str
    words: str
    raw: str
    text: str
    bodies: Sequence[Body]
    problems: Sequence[str]
    doubts: Sequence[str]
    changes: Sequence[dict[str, str]]
    is_corrected: bool = False
    was: str = ""

    @property
    def tone(self) -> str:
        """How the cell is marked: bad, warn, corrected, or not at all."""
        if self.problems:
            return "bad"
        if self.doubts:
            return "warn"
        return "own" if self.is_corrected else ""

    @property
    def said(self) -> str:
        """What to look at here first, with the name of the column; empty where all is well."""
        first = next(iter([*self.problems, *self.doubts]), "")
        words = {"field": self.label, "sentence": first}
        return _("%(field)s: %(sentence)s") % words if first else ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.words or self.raw or self.bodies or self.tone or self.changes)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid. ``about`` are the record it changes, and those that it may be."""

    row: ImportRow
    key: Shown | None
    cells: Sequence[Shown]
    problems: Sequence[str]
    doubts: Sequence[str]
    changes: Sequence[dict[str, str]]
    target: Body | None
    candidates: Sequence[tuple[str, Body]]

    @property
    def all_cells(self) -> list[Shown]:
        """The cells with the one by which the row is known before the others."""
        return [*([self.key] if self.key else []), *self.cells]

    @property
    def looks(self) -> list[Shown]:
        """The cells to look at, which may stand far to the right."""
        return [cell for cell in self.cells if cell.problems or cell.doubts]

    @property
    def url(self) -> str:
        """The row's own page."""
        return reverse("exchange:import_row", args=[self.row.of.code, self.row.number])

    @property
    def decide_url(self) -> str:
        """Where a decision on the row is sent."""
        return reverse("exchange:decide_import_row", args=[self.row.of.code, self.row.number])

    @property
    def pill(self) -> tuple[str, str]:
        """The tone and the word of what becomes of the row."""
        return TONES[self.row.decision], str(Decision(self.row.decision).label)

    @property
    def is_out(self) -> bool:
        """Whether the row stays out of the register."""
        return self.row.decision in {Decision.REPEATED, Decision.REFUSED, Decision.LEFT_OUT}

    @property
    def tone(self) -> str:
        """How the whole row is marked: bad, warn, or not at all."""
        if self.row.rank == 0:
            return "bad"
        return "warn" if self.row.rank == 1 and not self.row.outcome else ""

    @property
    def duplicate(self) -> str:
        """Which earlier row it repeats, in words; empty where it repeats none."""
        number = self.row.duplicate_of
        is_so = number is not None and self.row.decision == Decision.REPEATED
        return _("the same as row %(row)s") % {"row": number} if is_so else ""

    @property
    def has_sentences(self) -> bool:
        """Whether something is said below the name of the row."""
        return bool(self.problems or self.doubts or self.looks or self.changes or self.target)

    @property
    def target_words(self) -> str:
        """What the row is to the record it names."""
        if self.row.outcome == "added":
            return _("Entered as")
        if self.row.outcome == "changed":
            return _("Changed")
        if self.row.decision == Decision.UPDATE:
            return _("Changes")
        return _("Says the same as")

    @property
    def ways(self) -> list[tuple[str, str]]:
        """What a person may decide of the row with one press: the decision and the words for it."""
        decision, ways = self.row.decision, []
        if self.row.chosen:
            ways.append(("", _("Decide anew")))
        elif decision in {Decision.REPEATED, Decision.REFUSED}:
            ways.append((Decision.NEW.value, _("Enter all the same")))
        elif decision == Decision.UPDATE:
            ways.append((Decision.NEW.value, _("It is a new one")))
        elif self.asks:
            ways.append((Decision.NEW.value, _("None of these: it is new")))
        if decision in {Decision.NEW, Decision.UPDATE}:
            ways.append((Decision.LEFT_OUT.value, _("Leave out")))
        return ways

    @property
    def asks(self) -> bool:
        """Whether somebody should say which record it is."""
        return bool(self.candidates) and not self.row.chosen and self.row.decision == Decision.NEW


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
        return names_of(self.rows, self.viewer)

    @cached_property
    def records(self) -> dict[str, Any]:
        """Names and pages of the records that rows change, became, or may be."""
        codes = {row.target for row in self.rows}
        codes.update(code for row in self.rows for code in row.candidates)
        return records_by_code(self.one, sorted(codes - {""}), self.viewer)

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
        said = Said(row, shown)
        cells = {name: self._cell(row, name, said) for name in shown}
        return Line(
            row=row,
            key=cells.get(self.key),
            cells=[cells[name] for name in names],
            problems=said.problems[""],
            doubts=said.doubts[""],
            changes=[self._change(row, one) for one in said.changes[""]],
            target=self._record(row.target),
            candidates=[
                (code, body)
                for code in row.candidates
                if code != row.target and (body := self._record(code))
            ],
        )

    def _record(self, code: str) -> Body | None:
        found = self.records.get(code)
        return Body(*found) if found else None

    def _cell(self, row: ImportRow, name: str, said: Said) -> Shown:
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
            words=words if not bodies or has_new else "",
            raw=raw_if_other(text, shown),
            text=text,
            bodies=bodies,
            problems=said.problems[name],
            doubts=said.doubts[name],
            changes=[self._change(row, one) for one in said.changes[name]],
            is_corrected=name in row.corrections,
            was=in_file,
        )

    def _change(self, row: ImportRow, one: dict[str, Any]) -> dict[str, str]:
        before, after = (
            value_in_words(row.kind, one["field"], one[when], self.names) if one[when] else ""
            for when in ("before", "after")
        )
        return {"label": label_of(one["field"]), "before": before, "after": after}


class Said:
    """What is said of a row, by the column it belongs to; under "" what belongs to none shown."""

    def __init__(self, row: ImportRow, columns: Sequence[str]) -> None:
        self.row, self.columns = row, columns
        self.problems: dict[str, list[str]] = defaultdict(list)
        self.doubts: dict[str, list[str]] = defaultdict(list)
        self.changes: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one in row.problems:
            self._say(self.problems, one, PROBLEMS)
        for one in row.doubts if not row.outcome else ():  # once written, nothing is asked
            self._say(self.doubts, one, DOUBTS)
        for one in row.differences:
            self.changes[self.column(one["field"])].append(one)

    def _say(
        self, kept: dict[str, list[str]], one: dict[str, Any], words: Mapping[str, Any]
    ) -> None:
        name, code, value = one.get("field", ""), one["code"], one.get("value", "")
        column = self.column(name, value)
        # What a room refuses is a sentence already.
        sentence = value if code == REFUSED else str(words.get(code, code))
        if not column and name and code != REFUSED:
            sentence = _("%(field)s: %(sentence)s") % {
                "field": label_of(name),
                "sentence": sentence,
            }
        if sentence not in kept[column]:
            kept[column].append(sentence)

    def column(self, name: str, value: str = "") -> str:
        """Give the column that tells a field; of several the one whose text was read so."""
        wanted = AS_COLUMN.get(name, name)
        telling = [c for c in self.columns if wanted in told_by(self.row.kind, c)]
        exact = [c for c in telling if value and current_text(self.row, c) == value]
        if not telling and name == NAME_VI and self.columns:
            return self.columns[0]
        return next(iter([*exact, *telling]), "")


def text_in_file(row: ImportRow, column: str) -> str:
    """Give what stands in the file in a column of the row."""
    return "\n".join(row.texts.get(column, ()))


def current_text(row: ImportRow, column: str) -> str:
    """Give the text a column was read from: what a person typed, or what stands in the file."""
    typed: str = row.corrections.get(column, text_in_file(row, column))
    return typed


def label_of(name: str) -> str:
    """Give the name of a field, as a column is headed."""
    return capfirst(str(FIELD_LABELS.get(name, name)))
