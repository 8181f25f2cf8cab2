"""The log of delegations of a year, out and in, as an office keeps it in print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from banggiao.activities.actions.derived import COUNTED, TRAVELS
from banggiao.activities.enums import Direction, ParticipantRole, PartyRole, Stage
from banggiao.activities.models import Participant, Party
from banggiao.activities.queries import bodies, parties_of, visible_activities
from banggiao.core.access import ClassViewer
from banggiao.core.dates.periods import perhaps_in
from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.core.papers.state_sheet import (
    Column,
    Row,
    Section,
    StateSheet,
    millions,
    numbered,
)
from banggiao.core.papers.word import mark_of
from banggiao.core.papers.words import day_words
from banggiao.partners.headings import heading_of
from banggiao.plans.enums import Funding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.accounts.models import User
    from banggiao.activities.models.activities import ActivityQuerySet
    from banggiao.core.papers.state_sheet import Cell

FIRST_YEAR = 1945
LONGEST = 5000
"""More delegations than these are no paper: the list sends them as a file."""
TOOK_PLACE = frozenset({Stage.HELD, Stage.UNDER_WAY})
LEFT_OUT = (Stage.CANCELLED, Stage.POSTPONED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: which year, up to which class, in which language, by whom."""

    year: int
    classification: int = Classification.INTERNAL
    language: str = "vi"
    maker: User | None = None


def compile_log(asked: Asked) -> StateSheet:
    """Give the log of a year as the class asked for may see it.

    It has every delegation that begins in the year and was neither cancelled nor postponed without
    a new date. What was not held yet is slanted, and a note says how many there are. Refused: a
    year to come, and more delegations than can be printed.
    """
    today = timezone.localdate()
    _check_year(asked.year, today)
    viewer = ClassViewer(asked.classification)
    first, last = dt.date(asked.year, 1, 1), dt.date(asked.year, 12, 31)
    found = _delegations(viewer)
    begun = found.filter(
        Q(start="") | Q(start_latest__lte=last), period_earliest__range=(first, last)
    )
    with override(asked.language):
        records = list(_with_parts(begun, viewer)[: LONGEST + 1])
        if len(records) > LONGEST:
            raise Refused(
                "paper_too_long",
                _("The year has more than %(number)s delegations. Take the list as a file.")
                % {"number": LONGEST},
                field="year",
            )
        unsure = found.filter(perhaps_in("start", first, last)).count()
        return _paper(asked, min(last, today), records, unsure)


def _check_year(year: int, today: dt.date) -> None:
    if not FIRST_YEAR <= year <= today.year:
        raise Refused(
            "year_unknown",
            _("There is no log of the year %(year)s. Choose one from %(first)s to %(last)s.")
            % {"year": year, "first": FIRST_YEAR, "last": today.year},
            field="year",
        )


def _delegations(viewer: ClassViewer) -> ActivityQuerySet:
    found = visible_activities(viewer).filter(direction__in=(Direction.OUT, Direction.IN))
    return found.exclude(stage__in=LEFT_OUT)


def _with_parts(found: Any, viewer: ClassViewer) -> Any:  # querysets of activities
    """Load what a row shows: of bodies and people those the viewer may know of."""
    parties: Any = Party.objects
    people: Any = Participant.objects
    seen = parties.visible_to(viewer).select_related("organisation__country")
    named = people.visible_to(viewer).filter(role__in=COUNTED)
    named = named.select_related("person", "organisation")
    return (
        found.select_related("country")
        .prefetch_related(
            Prefetch("parties", seen.order_by("order", "pk"), to_attr="seen_parties"),
            Prefetch("participants", named.order_by("order", "pk"), to_attr="seen_people"),
        )
        .order_by("period_earliest", "period_latest", "pk")
    )


def _paper(asked: Asked, day: dt.date, records: Sequence[Any], unsure: int) -> StateSheet:
    heading = heading_of(asked.maker)
    number = len(records)
    total = ngettext("TOTAL: %(number)s delegation", "TOTAL: %(number)s delegations", number)
    return StateSheet(
        name=_("Delegations %(year)s") % {"year": asked.year},
        language=asked.language,
        agency=heading.agency,
        unit=heading.unit,
        mark=_mark(records),
        title=_("LOG OF OUTGOING AND INCOMING DELEGATIONS IN %(year)s") % {"year": asked.year},
        below=[_("(as of %(day)s)") % {"day": day_words(day)}],
        columns=_columns(heading.abbreviation or heading.agency),
        sections=list(_sections(records)),
        total_label=total % {"number": number},
        notes=list(_notes(records, unsure)),
        signed=heading.signed,
        code_head=_("Code"),
    )


def _columns(own: str) -> list[Column]:
    time, people = _("Dates"), _("Number of people")
    return [
        Column(_("Delegation, purpose"), 27),
        Column(_("Country visited, or of the delegation"), 11),
        Column(_("Partner body"), 20),
        Column(_("Head of delegation (name, position)"), 18),
        Column(_("Members of the delegation"), 22),
        Column(_("Date from"), 11, time, is_centred=True),
        Column(_("Date to"), 11, time, is_centred=True),
        Column(_("In total"), 7, people, is_summed=True),
        Column(_("Of which %(body)s") % {"body": own}, 8, people, is_summed=True),
        Column(_("Cost (million dong)"), 9, is_summed=True),
        Column(_("Notes"), 16),
    ]


def _sections(records: Sequence[Any]) -> Iterator[Section]:
    headings = {Direction.OUT: _("OUTGOING DELEGATIONS"), Direction.IN: _("INCOMING DELEGATIONS")}
    found = [
        (heading, [record for record in records if record.direction == direction])
        for direction, heading in headings.items()
    ]
    shown = [(heading, some) for heading, some in found if some]
    for number, (heading, some) in enumerate(shown, 1):
        title = numbered(heading, number)
        count = len(some)
        label = ngettext(
            "Subtotal %(section)s: %(number)s delegation",
            "Subtotal %(section)s: %(number)s delegations",
            count,
        ) % {"section": title.partition(".")[0], "number": count}
        yield Section(title, [_row(record) for record in some], sum_label=label)


def _row(record: Any) -> Row:
    head, others = _travellers(record)
    cells: list[Cell] = [
        str(record),
        ", ".join(_countries(record)),
        "\n".join(str(body) for body in _partners(record)),
        _named(head) if head else "",
        "\n".join(_named(person) for person in others),
        record.start or "",
        record.end or "",
        record.people,
        _own_people(record, [*([head] if head else []), *others]),
        _cost(record),
        record.remark,
    ]
    return Row(cells, code=record.code, is_slanted=record.stage not in TOOK_PLACE)


def _partners(record: Any) -> list[Any]:
    return [body for body in bodies(record) if not body.is_own]


def _countries(record: Any) -> list[str]:
    """Give where an outgoing delegation went, or where an incoming one came from."""
    if record.direction == Direction.OUT and record.country:
        return [str(record.country)]
    return list(dict.fromkeys(str(body.country) for body in _partners(record) if body.country))


def _travellers(record: Any) -> tuple[Participant | None, list[Participant]]:
    """Give the head of the delegation and the others who travel, as far as they may be seen."""
    hosts = {party.organisation_id for party in parties_of(record, PartyRole.HOST)}
    ours = TRAVELS[record.kind]
    going = [
        person
        for person in record.seen_people
        if person.organisation is None
        or (person.organisation_id not in hosts and (ours or not person.organisation.is_own))
    ]
    head = next((person for person in going if person.role == ParticipantRole.HEAD), None)
    return head, [person for person in going if person is not head]


def _named(person: Participant) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


def _own_people(record: Any, going: Sequence[Participant]) -> int | None:
    """Count our own people; nothing where not everybody is named with the body they are of."""
    names = {person.name.casefold() for person in going}
    is_known = all(person.organisation is not None for person in going)
    if record.direction != Direction.OUT or not is_known or len(names) != record.people:
        return None
    return sum(bool(person.organisation and person.organisation.is_own) for person in going)


def _cost(record: Any) -> Cell:
    words = {
        Funding.HOST: _("Paid by the inviting side"),
        Funding.PARTNER: _("Paid by the partner's side"),
    }
    if record.cost or (record.cost is not None and record.funding not in words):
        return millions(record.cost)
    return words.get(record.funding, "")


def _notes(records: Sequence[Any], unsure: int) -> Iterator[str]:
    open_ones = sum(record.stage not in TOOK_PLACE for record in records)
    if open_ones:
        yield ngettext(
            "Slanted: not recorded as held yet (%(number)s delegation).",
            "Slanted: not recorded as held yet (%(number)s delegations).",
            open_ones,
        ) % {"number": open_ones}
    if unsure:
        yield ngettext(
            "Not in the table: %(number)s delegation whose date is not certain.",
            "Not in the table: %(number)s delegations whose dates are not certain.",
            unsure,
        ) % {"number": unsure}


def _mark(records: Sequence[Any]) -> str:
    """Give the mark of the highest class of all that stands in the log."""
    bodies_shown = (body for record in records for body in _partners(record))
    people = (person.person for record in records for person in record.seen_people)
    return mark_of([*records, *bodies_shown, *people])
