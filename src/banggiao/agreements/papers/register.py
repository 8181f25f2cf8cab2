"""Compiles the register of agreements, or the yearly list for the Ministry of Foreign Affairs.

The register holds every text of ours, as of a day. The yearly list holds what was signed in the
year, what was in force at its end and what ceased to be during it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from banggiao.agreements.enums import State
from banggiao.agreements.papers.gathering import gather
from banggiao.core.access import ClassViewer
from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.core.papers.word import mark_of_class
from banggiao.core.papers.words import ROMAN, dated_words, day_words, number_words
from banggiao.partners.headings import Heading, heading_of
from banggiao.partners.models import Organisation
from banggiao.partners.queries import own_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.papers.entry import Entry

FIRST_YEAR = 1945


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a year or, without one, the register as it is today; and who asks."""

    year: int | None = None
    classification: int = Classification.INTERNAL
    language: str = "vi"
    maker: User | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that stand alike, under their heading."""

    heading: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Register:
    """The content of the paper, from which each of its forms is made."""

    language: str
    year: int | None
    day: dt.date
    title: str
    as_of: str
    with_letter: str
    own_body: str
    dated: str
    mark: str
    class_words: str
    intro: Sequence[str]
    recipients: Sequence[str]
    groups: Sequence[Group]
    heading: Heading = field(default_factory=Heading)

    @property
    def numbered(self) -> list[tuple[int, Entry]]:
        """Every text with its number in the paper."""
        every = (entry for group in self.groups for entry in group.entries)
        return list(enumerate(every, 1))


def day_of(year: int | None, today: dt.date) -> dt.date:
    """Give the day of the paper: the last of the year, or today. Refused: a year to come."""
    if year is None:
        return today
    if not FIRST_YEAR <= year <= today.year:
        raise Refused(
            "year_unknown",
            _("There is no list of the year %(year)s. Choose one from %(first)s to %(last)s.")
            % {"year": year, "first": FIRST_YEAR, "last": today.year},
            field="year",
        )
    return min(dt.date(year, 12, 31), today)


def compile_register(asked: Asked) -> Register:
    """Compile the paper for the class asked for. Refused: what `day_of` refuses."""
    today = timezone.localdate()
    day = day_of(asked.year, today)
    viewer = ClassViewer(asked.classification)
    with override(asked.language):
        entries = gather(viewer, day, signed_by=None if asked.year is None else day)
        groups = list(_of_year(entries, asked.year) if asked.year else _of_register(entries))
        shown = [(heading, some) for heading, some in groups if some]
        numbered = [
            Group(f"{numeral}. {heading}", some)
            for numeral, (heading, some) in zip(ROMAN[1:], shown, strict=False)
        ]
        return _paper(asked, day, numbered)


def _paper(asked: Asked, day: dt.date, groups: Sequence[Group]) -> Register:
    classification = Classification(asked.classification)
    own = own_body()
    of_year = _("List of international agreements of %(year)s") % {"year": asked.year}
    return Register(
        language=asked.language,
        year=asked.year,
        day=day,
        title=of_year if asked.year else _("Register of international agreements"),
        as_of=_("(as of %(day)s)") % {"day": day_words(day)},
        with_letter=_with_letter(own) if asked.year else "",
        own_body=str(own or ""),
        dated=dated_words(None),
        mark=mark_of_class(classification.name.lower()),
        class_words=str(classification.label),
        intro=_intro(asked, day, groups, str(classification.label)),
        recipients=[_("- Ministry of Foreign Affairs;")] if asked.year else [],
        groups=groups,
        heading=heading_of(asked.maker),
    )


def _with_letter(own: Organisation | None) -> str:
    return _("(With official letter no. %(number)s, %(dated)s)") % {
        "number": f"…………/{(own and own.abbreviation) or '……'}-HTQT",
        "dated": dated_words(None),
    }


def _of_register(entries: Sequence[Entry]) -> Iterable[tuple[str, list[Entry]]]:
    """Put every text under how it stands."""
    yield _("In force"), _standing(entries, State.IN_FORCE, certain=True)
    yield (
        _("May be in force, a date is not certain"),
        _standing(entries, State.IN_FORCE, certain=False),
    )
    yield _("Signed, not yet in force"), _standing(entries, State.SIGNED)
    yield _("Being prepared"), _standing(entries, State.NOT_SIGNED)
    yield _("No longer in force"), [entry for entry in entries if _is_over(entry)]


def _of_year(entries: Sequence[Entry], year: int) -> Iterable[tuple[str, list[Entry]]]:
    """Put the texts of a year under what happened to them; what was over before stays out."""
    first = dt.date(year, 1, 1)
    signed = [entry for entry in entries if _signed_since(entry, first)]
    others = [entry for entry in entries if entry not in signed]
    yield _("Signed in %(year)s") % {"year": year}, signed
    yield _("Signed before and in force"), _standing(others, State.IN_FORCE, certain=True)
    yield (
        _("Signed before, may be in force, a date is not certain"),
        _standing(others, State.IN_FORCE, certain=False),
    )
    yield _("Signed before, not yet in force"), _standing(others, State.SIGNED)
    over = [entry for entry in others if _is_over(entry) and _over_since(entry, first)]
    yield _("No longer in force since %(year)s") % {"year": year}, over


def _standing(entries: Iterable[Entry], state: str, *, certain: bool | None = None) -> list[Entry]:
    return [
        entry
        for entry in entries
        if entry.standing.state == state and certain in {None, entry.standing.certain}
    ]


def _signed_since(entry: Entry, first: dt.date) -> bool:
    """Whether a text was surely signed since the day."""
    earliest = entry.course.signed_earliest
    return earliest is not None and earliest >= first


def _is_over(entry: Entry) -> bool:
    return entry.standing.state in {State.EXPIRED, State.REPLACED, State.ENDED}


def _over_since(entry: Entry, first: dt.date) -> bool:
    latest = entry.over.latest
    return latest is None or latest >= first


def _intro(asked: Asked, day: dt.date, groups: Sequence[Group], class_words: str) -> list[str]:
    """Say what the paper holds, as of when, up to which class, and what its gaps mean."""
    number = sum(entry.text.copies for group in groups for entry in group.entries)
    counts = "; ".join(
        f"{group.heading.partition('. ')[2].lower()}: "
        f"{number_words(sum(entry.text.copies for entry in group.entries))}"
        for group in groups
    )
    total = ngettext("%(number)s text in all", "%(number)s texts in all", number) % {
        "number": number_words(number)
    }
    held = _("Records of the register up to the class “%(class)s”, as of %(day)s.") % {
        "class": class_words.lower(),
        "day": day_words(day),
    }
    summary = f"{total} ({counts}). {held}" if counts else held
    return [
        summary,
        _("What no source says stays empty and stands among the gaps left open."),
    ]


def viewer_may(user: Any, classification: int) -> bool:
    """Whether somebody may have a paper of that class."""
    return bool(user.clearance >= classification)
