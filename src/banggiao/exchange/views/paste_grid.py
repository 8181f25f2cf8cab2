"""A pasted block as fields: each cell with what was read from it and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.activities.enums import ParticipantRole
from banggiao.exchange.deciding.kinds import WAYS
from banggiao.exchange.deciding.participants import NAME_ONLY
from banggiao.exchange.enums import PARTICIPANTS, Decision
from banggiao.exchange.forms.paste import NOTHING, label_of, offered
from banggiao.exchange.pasting.words import doubt_in_words, problem_in_words
from banggiao.exchange.queries.names import names_of, records_of
from banggiao.exchange.reading.partners import UNKNOWN, UNSURE
from banggiao.exchange.showing import bodies_in, in_words, raw_if_other
from banggiao.exchange.views.cells import Said, also_called, telling
from banggiao.exchange.views.paste_rows import NARROWEST, WIDEST, Field, Row
from banggiao.exchange.words import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.actions.pasting import Looked, Pasted
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.pasting.table import PastedRow
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.showing import Body, Names

TONES = {"new": "good", "there": "plain", "bad": "bad", "out": "plain"}
PERSON = "partners.person"
MOST_TOLD = 10
"""So many cells are named above the table; the others are red all the same."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the field it holds, and those it may hold."""

    number: int
    heading: str
    kept: str
    field: str
    choices: Sequence[tuple[str, str]]
    size: int
    problem: str = ""


class Grid:
    """The whole table. It asks for all names at once, so that the rows ask for nothing."""

    def __init__(self, pasted: Pasted, looked: Looked, register: Register, viewer: User) -> None:
        self.pasted, self.looked, self.viewer = pasted, looked, viewer
        self.register, self.kind = register, pasted.kind

    @cached_property
    def columns(self) -> list[Column]:
        """The columns with what they hold."""
        choices = [(name, label_of(self.kind, name)) for name in offered(self.kind)]
        found = []
        for number, labels in zip(
            self.pasted.table.columns, self.pasted.table.headings, strict=True
        ):
            name, other = self.pasted.columns.get(number, ""), self.looked.twice.get(number)
            problem = _("Column %(number)s holds this already.") % {"number": other}
            found.append(
                Column(
                    number,
                    " / ".join(labels),
                    "\n".join(labels),
                    name or NOTHING,
                    [(NOTHING, _("(not brought in)")), *choices],
                    self._size(number),
                    problem if other else "",
                )
            )
        return found

    @cached_property
    def rows(self) -> list[Row]:
        """The rows in their order."""
        before: tuple[str, ...] = ()
        rows = []
        for number, row in enumerate(self.pasted.table.rows, 1):
            shown = self._row(number, row)
            if row.sections != before:
                shown.band = " / ".join(row.sections)
            before = row.sections
            rows.append(shown)
        return rows

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows are in each state."""
        counts = dict.fromkeys(TONES, 0)
        for row in self.rows:
            counts[row.state] += 1
        return counts

    @cached_property
    def told(self) -> list[tuple[str, str]]:
        """The first cells that are wrong: the way to each, and what is wrong."""
        found = [
            (f"#f{one.number}", f"{one.heading}: {one.problem}")
            for one in self.columns
            if one.problem
        ]
        for row in self.rows:
            where = _("Row %(number)s") % {"number": row.number}
            found += [(f"#row-{row.number}", f"{where}: {said}") for said in row.problems]
            found += [
                (f"#{cell.name}", f"{where}, {cell.label}: {said}")
                for cell in row.cells
                for said in cell.problems
            ]
        return found

    @property
    def width(self) -> int:
        """How many columns the table has, that of the numbers among them."""
        return len(self.columns) + 1

    @property
    def more_told(self) -> int:
        """How many cells are wrong beside those that are named above the table."""
        return max(len(self.told) - MOST_TOLD, 0)

    @property
    def first_told(self) -> list[tuple[str, str]]:
        """As many of them as fit above the table."""
        return self.told[:MOST_TOLD]

    @cached_property
    def names(self) -> Names:
        """Names of the countries and bodies that were read."""
        return names_of((_values(one) for one in self.looked.rows.values()), self.viewer)

    @cached_property
    def records(self) -> dict[str, Body]:
        """The records that rows are or may be already, as far as one may see them."""
        decided = self.looked.rows.values()
        codes = {one.target for one in decided} | {c for one in decided for c in one.candidates}
        model = PERSON if self.kind == PARTICIPANTS else WAYS[self.kind].record
        return records_of([model], codes, self.viewer)

    def _size(self, column: int) -> int:
        """Give how many letters a field of a column shows."""
        rows = self.pasted.table.rows
        longest = max((len(row.cells[column - 1]) for row in rows), default=0)
        return min(max(longest + 1, NARROWEST), WIDEST)

    def _row(self, number: int, row: PastedRow) -> Row:
        one = self.looked.rows.get(number)
        if one is None:
            why = str(REASONS.get(row.reason, ""))
            pill, cells = str(Decision.LEFT_OUT.label), self._fields(number, row, None, None)
            shown = Row(number, "out", (TONES["out"], pill), cells, notes=[why])
        else:
            shown = self._decided(number, row, one)
        shown.kept = "\n".join(row.sections)
        return shown

    def _decided(self, number: int, row: PastedRow, one: Decided) -> Row:
        """Set out a row that is not left out."""
        state = {Decision.NEW: "new", Decision.REFUSED: "bad"}.get(Decision(one.decision), "there")
        words = {"new": str(Decision.NEW.label), "bad": _("To mend"), "there": _("There already")}
        said = self._said(one, asks=state != "there")
        shown = Row(
            number,
            state,
            (TONES[state], words[state]),
            self._fields(number, row, one, said),
            problems=said.problems[None],
            doubts=said.doubts[None],
        )
        if self.kind != PARTICIPANTS:
            shown.is_anew = number in self.pasted.anew
            shown.may_be_anew = state == "there" or shown.is_anew
            self._say_what_is_there(shown, one)
        return shown

    def _said(self, one: Decided, *, asks: bool) -> Said[int]:
        """Say what is wrong with a row and, where it would be added, what is not sure."""
        said = Said(
            lambda about: self._column(one, about["field"]), lambda name: label_of(self.kind, name)
        )
        said.say(
            one.problems,
            one.doubts if asks else (),
            lambda problem, column: problem_in_words(problem, has_cell=column is not None),
            doubt_in_words,
        )
        return said

    def _column(self, one: Decided, name: str) -> int | None:
        """Give the column that tells a field: the one it was read from, else one that may."""
        for wanted in also_called(name):
            got = one.row.values.get(wanted)
            if got is not None and got.column:
                return got.column
        return next(iter(telling(self.kind, name, self.pasted.columns)), None)

    def _say_what_is_there(self, shown: Row, one: Decided) -> None:
        """Name the record that a row is already, or those that it may be."""
        is_there = shown.state == "there"
        codes = [one.target] if is_there else one.candidates
        shown.records = [self.records[code] for code in codes if code in self.records]
        if is_there and one.row.duplicate_of:
            said = _("It says the same as row %(number)s.")
            shown.notes.append(said % {"number": one.row.duplicate_of})
        if is_there and one.differences:
            labels = dict.fromkeys(label_of(self.kind, d["field"]) for d in one.differences)
            said = _("Here it says otherwise: %(fields)s. Pasting changes nothing that is there.")
            shown.notes.append(said % {"fields": ", ".join(labels)})

    def _fields(
        self, number: int, row: PastedRow, one: Decided | None, said: Said[int] | None
    ) -> list[Field]:
        fields = [self._field(number, column, row, one) for column in self.columns]
        for column, shown in zip(self.columns, fields, strict=True):
            if said:
                shown.problems = said.problems[column.number]
                shown.doubts = said.doubts[column.number]
        return fields

    def _field(self, number: int, column: Column, row: PastedRow, one: Decided | None) -> Field:
        text = row.cells[column.number - 1]
        name = self.pasted.columns.get(column.number, "")
        label = (
            label_of(self.kind, name)
            if name
            else column.heading or _("Column %(number)s") % {"number": column.number}
        )
        cell = Field(
            f"c{number}-{column.number}", label, text, size=column.size, is_used=bool(name)
        )
        if one is None or not name:
            return cell
        values = _values(one)
        bodies = bodies_in(name, values, self.names)
        words = self._words(name, values, text)
        cell.bodies = [body for body in bodies if raw_if_other(text, body.label)]
        cell.words = words if not bodies and raw_if_other(text, words) else ""
        cell.offers = [
            (f"{number}-{column.number}={offer}", label) for offer, label in self._offers(name, one)
        ]
        if self.kind == PARTICIPANTS and name == "name":
            self._offer_people(cell, number, one)
        return cell

    def _words(self, name: str, values: Mapping[str, Any], text: str) -> str:
        """Say what was read from a cell."""
        if not text:
            return ""
        if self.kind == PARTICIPANTS and name == "role":
            return str(dict(ParticipantRole.choices).get(values["role"]["value"], ""))
        if self.kind == PARTICIPANTS and name == "name":
            title = values["title"]
            parts = [values["name"]["value"], title["value"] if title["raw"] == text else ""]
            return ", ".join(part for part in parts if part)
        return in_words(self.kind, name, values, self.names, text)

    def _offers(self, name: str, one: Decided) -> Iterable[tuple[str, str]]:
        """Give the names of the register that an unsure name of a body may mean."""
        got = one.row.values.get(name)
        if (
            got is None
            or got.doubt not in {UNSURE, UNKNOWN}
            or name not in {"partner", "organisation"}
        ):
            return
        words = one.row.get("partner_words") or [got.value]
        for said in words:
            for match in self.register.organisations.find(said, one.row.get("countries", ())):
                if match.is_record and not match.is_sure:
                    yield got.raw.replace(said, match.label), match.label

    def _offer_people(self, cell: Field, number: int, one: Decided) -> None:
        """Offer the persons of the register who have this name."""
        people = [
            (code, self.records[code].label) for code in one.candidates if code in self.records
        ]
        if people:
            chosen = self.pasted.people.get(number, "") or one.proposal.fields["person"]
            cell.choices = [
                ("", _("not said yet")),
                *people,
                (NAME_ONLY, _("somebody else: the name only")),
            ]
            cell.choice = (f"p{number}", chosen)


def _values(one: Decided) -> dict[str, dict[str, Any]]:
    return {name: {"value": got.value, "raw": got.raw} for name, got in one.row.values.items()}
