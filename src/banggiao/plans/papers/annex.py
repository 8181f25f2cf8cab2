"""The annex with the lines of a year's plan, as it goes with the letter that submits it.

Of an approved plan it gives what was approved; what was added afterwards stands in a section of its
own, and a note names what was taken out. How the plan stands today is on its pages and in the list.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from banggiao.accounts.rules import seen_or_none
from banggiao.core.access import ClassViewer
from banggiao.core.enums import Classification
from banggiao.core.papers.state_sheet import (
    Column,
    Row,
    Section,
    StateSheet,
    millions,
    numbered,
)
from banggiao.core.papers.word import mark_of
from banggiao.core.papers.words import dated_words, day_words
from banggiao.partners.headings import heading_of
from banggiao.plans.enums import ActivityKind, Funding
from banggiao.plans.queries import lines_of, partners_of, words
from banggiao.plans.queries.lists import PLAN_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.papers.state_sheet import Cell
    from banggiao.partners.headings import Heading
    from banggiao.plans.models import Plan

type Line = Any  # a PlanLine that came by `lines_for_list`

KIND = ActivityKind
CONFERENCES = (KIND.WORKSHOP, KIND.CONFERENCE)
OTHERS = tuple(
    kind for kind in KIND if kind not in {KIND.DELEGATION_OUT, KIND.DELEGATION_IN, *CONFERENCES}
)
PAID_BY_OTHERS = frozenset({Funding.HOST, Funding.PARTNER})
"""Whoever pays these says so where the amount is not known, or nothing of it is ours."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: up to which class, in which language, by whom."""

    classification: int = Classification.INTERNAL
    language: str = "vi"
    maker: User | None = None


def compile_annex(plan: Plan, asked: Asked) -> StateSheet:
    """Give the annex as the class asked for may see it. Whoever asks may see the plan."""
    viewer: Any = ClassViewer(asked.classification)
    lines = list(lines_of(plan, viewer)[:PLAN_LIMIT])
    with override(asked.language):
        return _paper(plan, asked, lines, viewer)


def _paper(plan: Plan, asked: Asked, lines: Sequence[Line], viewer: Any) -> StateSheet:
    heading = heading_of(asked.maker)
    shape = _Shape(lines, viewer)
    return StateSheet(
        name=_("Plan %(year)s") % {"year": plan.year},
        language=asked.language,
        agency=heading.agency,
        above=_("Annex I"),
        title=_("PLAN OF EXTERNAL ACTIVITIES IN %(year)s") % {"year": plan.year},
        below=[_with_paper(plan, heading, viewer)],
        mark=mark_of([plan, *lines, *(body for line in lines for body in partners_of(line))]),
        columns=shape.columns(),
        sections=shape.sections(),
        total_label=_("TOTAL"),
        notes=list(_notes(shape)),
        signed=heading.signed,
        code_head=_("Code"),
    )


def _with_paper(plan: Plan, heading: Heading, viewer: Any) -> str:
    """Say with which paper the annex goes; with room for number and day before it is approved."""
    paper = seen_or_none(plan.approving_document, viewer)
    known = plan.approving_text or str(paper or "")
    if known:
        return _("(With %(paper)s)") % {"paper": known}
    symbol = heading.abbreviation or "……"
    return _("(With submission no. %(number)s, %(dated)s)") % {
        "number": f"……/TTr-{symbol}",
        "dated": dated_words(None),
    }


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines of some kinds under one heading. ``says_kind``: it says the first of the kinds."""

    heading: str
    lines: dict[str, list[Line]]
    kinds: tuple[ActivityKind, ...]
    says_kind: bool = True


class _Shape:
    """The lines as sections and cells. A column for other money is there where some has it."""

    def __init__(self, lines: Sequence[Line], viewer: Any) -> None:
        self.viewer = viewer
        self.lines = lines
        self.late = [line for line in lines if line.added_on is not None]
        self.approved = [line for line in lines if line.added_on is None]
        self.has_others = any(_paid(line) == "others" for line in lines)

    def columns(self) -> list[Column]:
        budget = _("Budget (million dong)")
        others = [Column(_("Other or not known"), 9, budget, is_summed=True)]
        return [
            Column(_("Delegation or activity"), 25),
            Column(_("Level of the head of delegation"), 13),
            Column(_("Country of the activity"), 10),
            Column(_("Partner body"), 20),
            Column(_("Main content"), 26),
            Column(_("Time foreseen"), 12, is_centred=True),
            Column(_("Number of days"), 6, is_centred=True),
            Column(_("Number of people"), 6, is_centred=True),
            Column(_("State budget money"), 9, budget, is_summed=True),
            Column(_("Inviting side"), 9, budget, is_summed=True),
            *(others if self.has_others else []),
            Column(_("Unit in charge"), 12),
            Column(_("Notes"), 14),
        ]

    def sections(self) -> list[Section]:
        """Give the sections in the order of such annexes, then what was added later."""
        approved, late = _by_kind(self.approved), _by_kind(self.late)
        groups = (
            _Group(_("OUTGOING DELEGATIONS"), approved, (KIND.DELEGATION_OUT,)),
            _Group(_("INCOMING DELEGATIONS"), approved, (KIND.DELEGATION_IN,)),
            _Group(_("INTERNATIONAL CONFERENCES AND WORKSHOPS"), approved, CONFERENCES),
            _Group(_("OTHER ACTIVITIES"), approved, OTHERS, says_kind=False),
            _Group(_("ADDED AFTER APPROVAL"), late, tuple(KIND), says_kind=False),
        )
        shown = [group for group in groups if any(group.lines[kind] for kind in group.kinds)]
        return [self._section(number, group) for number, group in enumerate(shown, 1)]

    def _section(self, number: int, group: _Group) -> Section:
        """Give a section; its kinds have a heading each where its own does not say the kind."""
        title = numbered(group.heading, number)
        label = _("Subtotal %(section)s") % {"section": title.partition(".")[0]}
        parts = [(kind, group.lines[kind]) for kind in group.kinds if group.lines[kind]]
        if group.says_kind and [kind for kind, _lines in parts] == [group.kinds[0]]:
            return Section(title, [self.row(line) for line in parts[0][1]], sum_label=label)
        named = [
            Section(f"{place}. {kind.label}", [self.row(line) for line in some])
            for place, (kind, some) in enumerate(parts, 1)
        ]
        return Section(title, parts=named, sum_label=label)

    def row(self, line: Line) -> Row:
        """Give a line as it was approved."""
        unit = seen_or_none(line.lead_unit, self.viewer)
        paid, amount = _paid(line), _amount(line)
        money: list[Cell] = [amount if paid == one else None for one in ("state", "host", "others")]
        cells: list[Cell] = [
            str(line),
            words.LEVEL(line.level) if line.level else "",
            str(line.country or ""),
            "\n".join(str(body) for body in partners_of(line)),
            line.purpose,
            _when(line),
            line.days,
            line.people,
            *money[: 3 if self.has_others else 2],
            (unit.abbreviation or str(unit)) if unit else "",
            line.remark,
        ]
        return Row(cells, code=line.code)


def _by_kind(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.kind].append(line)
    return found


def _paid(line: Line) -> str:
    """Say in which column the money of a line stands."""
    if line.funding == Funding.STATE_BUDGET:
        return "state"
    if line.funding == Funding.HOST:
        return "host"
    return "others" if line.cost is not None or line.funding else ""


def _amount(line: Line) -> Cell:
    """Give the amount; where nobody knows it, or others pay and we nothing, who pays."""
    if line.cost or (line.cost is not None and line.funding not in PAID_BY_OTHERS):
        return millions(line.cost)
    payer = {
        Funding.HOST: _("Paid by the inviting side"),
        Funding.PARTNER: _("Paid by the partner's side"),
    }
    return payer.get(line.funding) or (words.FUNDING(line.funding) if line.funding else "")


def _when(line: Line) -> Cell:
    is_one_day = line.start and line.start.is_exact and line.end in {None, "", line.start}
    return line.start if is_one_day else words.days_in_words(line.start, line.end)


def _notes(shape: _Shape) -> Iterator[str]:
    """Name what was taken out since: the annex keeps it as it was approved."""
    for line in shape.lines:
        if line.dropped_on is not None:
            yield _("Taken out of the plan on %(day)s: %(line)s.") % {
                "day": day_words(line.dropped_on),
                "line": line,
            }
