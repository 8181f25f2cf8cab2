"""A pasted block as fields: each cell with what was read from it and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from banggiao.activities.enums import ParticipantRole
from banggiao.exchange.deciding.kinds import WAYS
from banggiao.exchange.deciding.participants import NAME_ONLY
from banggiao.exchange.enums import PARTICIPANTS, Decision
from banggiao.exchange.forms.paste import NOTHING, label_of, offered
from banggiao.exchange.pasting.words import doubt_in_words, problem_in_words
from banggiao.exchange.reading.partners import UNKNOWN, UNSURE
from banggiao.exchange.showing import (
    AS_COLUMN,
    Body,
    Names,
    bodies_in,
    codes_in,
    in_words,
    raw_if_other,
    told_by,
)
from banggiao.exchange.words import REASONS
from banggiao.partners.models import Country, Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.actions.pasting import Looked, Pasted
    from banggiao.exchange.deciding.deciding import Decided
    from banggiao.exchange.pasting.table import PastedRow
    from banggiao.exchange.reading.register import Register

READ_AS = {
    "people": "headcount",
    "cost": "budget_state",
    "lead_unit": "units",
    "start": "period",
    "end": "period",
    "partners": "partner",
    "country": "countries",
    "level": "rank",
    "purpose": "content",
    "remark": "note",
    "name_vi": "title",
    "title": "name",
}
"""What a field of the register is called where it is read; tried after its own name."""
TONES = {"new": "good", "there": "plain", "bad": "bad", "out": "plain"}
NARROWEST, WIDEST = 6, 34
MOST_TOLD = 10
"""So many cells are named above the table; the others are red all the same."""


@dataclass(slots=True)
class Cell:
    """A cell: its text, what was read, what is wrong, and names that may be meant."""

    name: str
    label: str
    text: str
    words: str = ""
    bodies: Sequence[Body] = ()
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    offers: Sequence[tuple[str, str]] = ()
    choices: Sequence[tuple[str, str]] = ()
    choice: tuple[str, str] = ("", "")
    size: int = 20
    is_used: bool = True

    @property
    def tone(self) -> str:
        """How the cell is marked: bad, warn, or not at all."""
        return "bad" if self.problems else "warn" if self.doubts else ""

    @property
    def lines(self) -> int:
        """How many lines its field shows; 1 is a field of one line."""
        return min(self.text.count("\n") + 1, 6)


@dataclass(slots=True)
class Row:
    """A row: what becomes of it, its cells, and what is said of it as a whole.

    ``band`` is the section that begins with it; ``kept`` what its hidden field carries.
    """

    number: int
    state: str
    pill: tuple[str, str]
    cells: list[Cell]
    band: str = ""
    kept: str = ""
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    records: list[Body] = field(default_factory=list)
    is_anew: bool = False
    may_be_anew: bool = False

    @property
    def tone(self) -> str:
        """How the row is marked at its edge."""
        tones = {cell.tone for cell in self.cells}
        if self.state == "bad" or self.problems:
            return "bad"
        return "warn" if self.state == "new" and (self.doubts or "warn" in tones) else ""


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
        """Names of the countries and bodies that were read; two questions at most."""
        values = [_values(one) for one in self.looked.rows.values()]
        countries, bodies = codes_in(values)
        language = get_language() or "vi"
        found: Any = Country.objects.filter(code__in=sorted(countries)) if countries else ()
        seen: Any = Organisation.objects.visible_to(self.viewer) if bodies else None
        return Names(
            countries={one.code: one.name_in(language) for one in found},
            bodies=_as_bodies(seen.filter(code__in=sorted(bodies))) if bodies else {},
        )

    @cached_property
    def records(self) -> dict[str, Body]:
        """The records that rows are or may be already, as far as one may see them."""
        decided = self.looked.rows.values()
        codes = {one.target for one in decided} | {c for one in decided for c in one.candidates}
        if not codes - {""}:
            return {}
        model: Any = Person if self.kind == PARTICIPANTS else apps.get_model(WAYS[self.kind].record)
        return _as_bodies(model.objects.visible_to(self.viewer).filter(code__in=sorted(codes)))

    def _size(self, column: int) -> int:
        """Give how many letters a field of a column shows."""
        rows = self.pasted.table.rows
        longest = max((len(row.cells[column - 1]) for row in rows), default=0)
        return min(max(longest + 1, NARROWEST), WIDEST)

    def _row(self, number: int, row: PastedRow) -> Row:
        one = self.looked.rows.get(number)
        cells = [self._cell(number, column, row, one) for column in self.columns]
        kept = "\n".join(row.sections)
        if one is None:
            why = str(REASONS.get(row.reason, ""))
            return Row(
                number,
                "out",
                (TONES["out"], str(Decision.LEFT_OUT.label)),
                cells,
                kept=kept,
                notes=[why],
            )
        state = {Decision.NEW: "new", Decision.REFUSED: "bad"}.get(Decision(one.decision), "there")
        words = {
            "new": str(Decision.NEW.label),
            "bad": _("To mend"),
            "there": _("There already"),
        }
        shown = Row(number, state, (TONES[state], words[state]), cells, kept=kept)
        shown.is_anew = number in self.pasted.anew
        shown.may_be_anew = self.kind != PARTICIPANTS and (state == "there" or shown.is_anew)
        self._say(shown, one)
        return shown

    def _say(self, shown: Row, one: Decided) -> None:
        """Put each sentence into its cell, or to the row where no column holds its field."""
        cells = {
            column.number: cell for column, cell in zip(self.columns, shown.cells, strict=True)
        }
        for problem in one.problems:
            name = problem["field"]
            cell = cells.get(self._column(one, name))
            said = problem_in_words(problem, has_cell=cell is not None)
            if cell is None and name:
                said = f"{label_of(self.kind, name)}: {said}"
            _add(cell.problems if cell else shown.problems, said)
        wrong = {problem["field"] for problem in one.problems}
        for doubt in one.doubts if shown.state != "there" else ():
            if doubt["field"] not in wrong:
                cell = cells.get(self._column(one, doubt["field"]))
                _add(cell.doubts if cell else shown.doubts, doubt_in_words(doubt))
        if self.kind != PARTICIPANTS:
            self._say_what_is_there(shown, one)

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

    def _column(self, one: Decided, name: str) -> int:
        """Give the column that tells a field; 0 where none does."""
        names = dict.fromkeys([name, AS_COLUMN.get(name, name), READ_AS.get(name, name)])
        for wanted in names:
            got = one.row.values.get(wanted)
            if got is not None and got.column:
                return got.column
        for column, told in self.pasted.columns.items():
            if told and any(
                wanted == told or wanted in told_by(self.kind, told) for wanted in names
            ):
                return column
        return 0

    def _cell(self, number: int, column: Column, row: PastedRow, one: Decided | None) -> Cell:
        text = row.cells[column.number - 1]
        name = self.pasted.columns.get(column.number, "")
        label = (
            label_of(self.kind, name)
            if name
            else column.heading or _("Column %(number)s") % {"number": column.number}
        )
        cell = Cell(f"c{number}-{column.number}", label, text, size=column.size, is_used=bool(name))
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

    def _offer_people(self, cell: Cell, number: int, one: Decided) -> None:
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


def _as_bodies(records: Iterable[Any]) -> dict[str, Body]:
    return {one.code: Body(str(one), one.get_absolute_url()) for one in records}


def _add(sentences: list[str], sentence: str) -> None:
    if sentence not in sentences:
        sentences.append(sentence)
