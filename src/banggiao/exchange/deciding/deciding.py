"""Decides what becomes of each row of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banggiao.exchange.deciding.kinds import WAYS, as_words, lacking
from banggiao.exchange.deciding.proposals import Proposal, differences
from banggiao.exchange.enums import Decision, Kind
from banggiao.exchange.reading.files import problems_of
from banggiao.exchange.reading.result import Got

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.deciding.kinds import Catalogue
    from banggiao.exchange.deciding.proposals import About, Existing
    from banggiao.exchange.reading.result import ReadRow

RANKS = {
    Decision.REFUSED: 0,
    Decision.UPDATE: 2,
    Decision.NEW: 3,
    Decision.REPEATED: 4,
    Decision.LEFT_OUT: 5,
}
DOUBTFUL = 1
"""Where a row stands in the grid: what is wrong first, then what to look at."""

CODE_OF: dict[str, str] = {Kind.INSTRUMENTS: "record"}
"""The field that holds the code of a record, where it is not "code"."""
PERHAPS = "perhaps_same"


@dataclass(slots=True)
class Choice:
    """What a person said of a row: what becomes of it, and of which record. Empty: nothing."""

    decision: str = ""
    target: str = ""


@dataclass(slots=True)
class Decided:
    """What becomes of a row, and why. ``version`` is that of the record it was compared with."""

    row: ReadRow
    decision: str
    proposal: Proposal
    target: str = ""
    version: int | None = None
    candidates: list[str] = field(default_factory=list)
    differences: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)
    doubts: list[dict[str, str]] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """Where it stands in the grid."""
        rank = RANKS[Decision(self.decision)]
        open_doubt = self.doubts and self.decision in {Decision.NEW, Decision.UPDATE}
        return DOUBTFUL if open_doubt else rank

    @property
    def is_written(self) -> bool:
        """Whether the row goes into the register."""
        return self.decision in {Decision.NEW, Decision.UPDATE}


def decide(
    rows: Sequence[ReadRow],
    about: About,
    user: User,
    choices: Mapping[int, Choice] | None = None,
) -> list[Decided]:
    """Decide on the rows of one kind. ``choices`` are by the row's place, and go first.

    A row of a file that was brought in before, byte for byte, repeats what it became: whatever
    differs by now was written by a person, and the same old words do not undo it. Not decided here:
    what the rooms' own rules refuse. That is tried afterwards (`actions.writing.try_rows`).
    """
    if not rows:
        return []
    kind = rows[0].kind
    said = choices or {}
    for place, choice in said.items():
        if choice.target:  # the record a person named is found as if the file had its code
            rows[place].values[CODE_OF.get(kind, "code")] = Got(choice.target)
    known = _lend_codes(rows, about)
    catalogue = WAYS[kind].catalogue(user, rows, about)
    decided = []
    taken: dict[str, int] = {}
    for place, row in enumerate(rows):
        proposal = WAYS[kind].propose(row, about)
        found = _found(catalogue, row, proposal, said.get(place, Choice()))
        one = _decide(row, proposal, found, said.get(place, Choice()), own=about.own)
        if place in known:
            _take_back_code(row, known[place].before)
            if one.target == known[place].code and not said.get(place, Choice()).decision:
                one.decision, one.differences = Decision.REPEATED, []
        if one.target and one.decision != Decision.LEFT_OUT:
            if one.target in taken and one.decision == Decision.UPDATE:
                one.doubts.append({"field": "title", "code": "same_target"})
            taken.setdefault(one.target, place)
        decided.append(one)
    return decided


@dataclass(frozen=True, slots=True)
class _Lent:
    """The code of the record a row became before, and what the row said in its place."""

    code: str
    before: Got | None


def _lend_codes(rows: Sequence[ReadRow], about: About) -> dict[int, _Lent]:
    """Let rows that came in before be found as if the file had the codes of their records."""
    lent: dict[int, _Lent] = {}
    for place, row in enumerate(rows if about.earlier else ()):
        name = CODE_OF.get(row.kind, "code")
        code = about.earlier.get((row.kind, row.sheet, row.row), "")
        if code and not row.get(name, ""):
            lent[place] = _Lent(code, row.values.get(name))
            row.values[name] = Got(code)
    return lent


def _take_back_code(row: ReadRow, before: Got | None) -> None:
    name = CODE_OF.get(row.kind, "code")
    if before is None:
        del row.values[name]
    else:
        row.values[name] = before


def _found(
    catalogue: Catalogue, row: ReadRow, proposal: Proposal, choice: Choice
) -> tuple[Existing | None, list[Existing]]:
    """Give the record the row is, or that a person says it is, and others that it may be."""
    existing, candidates = catalogue.find(row, proposal)
    if choice.decision == Decision.NEW:
        existing = None
    return existing, candidates


def _decide(
    row: ReadRow,
    proposal: Proposal,
    found: tuple[Existing | None, list[Existing]],
    choice: Choice,
    *,
    own: str,
) -> Decided:
    existing, candidates = found
    one = Decided(
        row,
        Decision.NEW,
        proposal,
        candidates=[other.code for other in candidates],
        problems=[{"field": p.field, "code": p.code, "value": p.value} for p in problems_of(row)],
        doubts=list(_doubts(row, proposal)),
    )
    if existing is not None:
        one.target, one.version = existing.code, existing.version
        one.differences = [
            {
                "field": d["field"],
                "before": as_words(d["before"]),
                "after": as_words(d["after"]),
            }
            for d in differences(proposal, existing, own)
        ]
        one.decision = Decision.UPDATE if one.differences else Decision.REPEATED
        _keep_parts(row.kind, proposal, existing)
    elif candidates and choice.decision != Decision.NEW:
        one.doubts.append({"field": "title", "code": PERHAPS})
    _settle(one, choice)
    return one


def _keep_parts(kind: str, proposal: Proposal, existing: Existing) -> None:
    """Add what is there where a room's bulk action replaces the whole set."""
    if kind == Kind.PLAN:
        mine = {key for key, _part in proposal.parts["partners"]}
        others = sorted(existing.parts["partners"] - mine)
        proposal.parts["partners"] += [(code, code) for code in others]
    elif kind == Kind.ORGANISATIONS and proposal.parts["aliases"]:
        there = [(name, name) for name in existing.fields["all_aliases"]]
        proposal.parts["aliases"] = [*there, *proposal.parts["aliases"]]


def _settle(one: Decided, choice: Choice) -> None:
    """Let what is wrong and what a person said decide."""
    if choice.decision == Decision.LEFT_OUT:
        one.decision = Decision.LEFT_OUT
        return
    if one.row.duplicate_of is not None and not choice.decision:
        one.decision = Decision.REPEATED
        return
    lacks = "" if one.target else lacking(one.proposal, one.row.kind)
    if lacks:
        one.problems.append({"field": _shown(lacks), "code": "missing", "value": ""})
    if lacks or (one.problems and choice.decision not in {Decision.NEW, Decision.UPDATE}):
        one.decision = Decision.REFUSED


def _shown(name: str) -> str:
    """Give the field of the row that says a column of the record."""
    return "title" if name == "name_vi" else name


def _doubts(row: ReadRow, proposal: Proposal) -> Iterator[dict[str, str]]:
    for name, got in row.values.items():
        if got.doubt and not got.problem and got.doubt != "not_known":
            yield {"field": name, "code": got.doubt}
    for name, code in proposal.doubts:
        yield {"field": name, "code": code}
