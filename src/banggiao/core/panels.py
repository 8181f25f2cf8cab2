"""How an upper room adds to a lower room's page without being imported by it.

A room declares a panel, typed by the function it wants, in its own `panels.py`. A room above adds
its function in `apps.py`. The page asks every function in the order of its rank. So a partner
shows its visits, and `partners` has never heard of `activities`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banggiao.core.enums import Classification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from django.utils.functional import _StrPromise

    from banggiao.core.models import Record


@dataclass(slots=True)
class Panel[F]:
    """A named place that takes functions of one shape."""

    name: str
    _providers: dict[str, tuple[int, F]] = field(default_factory=dict)

    def add(self, key: str, provider: F, *, rank: int = 50) -> None:
        """Add a function under a key of its own; a second one under the same key is a slip."""
        if key in self._providers:
            message = f"{self.name} has a {key} already"
            raise ValueError(message)
        self._providers[key] = (rank, provider)

    def __iter__(self) -> Iterator[F]:
        """Give the functions, lowest rank first."""
        return (provider for _key, provider in self.items())

    def items(self) -> Iterator[tuple[str, F]]:
        """Give the keys with their functions, lowest rank first."""
        ranked = sorted(self._providers.items(), key=lambda pair: pair[1][0])
        return ((key, provider) for key, (_rank, provider) in ranked)


class Classed:
    """What has a class, as a number; 0 is public."""

    __slots__ = ()
    classification: int

    @property
    def class_mark(self) -> str:
        """The mark of what not everybody sees; empty for what is public."""
        return Classification(self.classification).name.lower() if self.classification else ""


@dataclass(frozen=True, slots=True)
class TimelineEntry(Classed):
    """One line of a timeline. ``kind``: visit, text, milestone, note, duty or other.

    ``on`` sorts (None: date not known, shown last); ``date_text`` is what people read. ``anchor``
    is the line's own id on the page; ``edit_url`` is set for those who may change it.
    """

    on: date | None
    date_text: str
    kind: str
    text: str
    url: str = ""
    sub: str = ""
    source_text: str = ""
    classification: int = 0
    anchor: str = ""
    edit_url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a record page. ``count`` None shows no number."""

    key: str
    label: str | _StrPromise
    url: str
    count: int | None = None
    active: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A box on a record's page: its template gets the card as ``card`` and reads ``context``."""

    template: str
    context: dict[str, Any]


RECORD_CARDS: Panel[Callable[[Record, Any], Card | None]] = Panel("core.record.cards")
"""Boxes on the page of any record, such as its sources. A provider gives None to stay away."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to something; ``sub`` says what it is, such as the ending of a file."""

    label: str
    url: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list is shown: the name of its address, the codes in it, and what it is asked for."""

    name: str
    codes: Mapping[str, Any]
    query: str


LIST_LINKS: Panel[Callable[[ListPlace, Any], Sequence[Link]]] = Panel("core.list.links")
"""What else can be done with a list as it is filtered, beside its files."""


@dataclass(frozen=True, slots=True)
class Balance:
    """One mirrored line of give and take: what we did, what they did, in the same unit."""

    label: str | _StrPromise
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class CalendarEntry(Classed):
    """One thing in a calendar. ``first`` and ``last`` are the days it takes, or may take.

    ``is_day`` says that these days are known; else only the time they lie in is, ``date_text`` says
    it in words, and the entry stands above the days of its month. ``word`` with its ``tone`` marks
    how it stands; ``is_off`` says that it will not take place. ``version`` and ``changed_at`` are
    those of the record behind it, where there is one.
    """

    text: str
    url: str
    first: date
    last: date
    date_text: str
    sub: str = ""
    is_day: bool = True
    word: str = ""
    tone: str = "plain"
    is_off: bool = False
    classification: int = 0
    version: int = 0
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """What a room adds to the calendar, under a word by which people filter it.

    ``mark`` is the shape that says the kind, one of those of a timeline. ``entries`` gives what
    touches the days asked for, both included, as far as the user may see; at most 300, and nothing
    that may lie in more days than a quarter has.
    """

    label: str | _StrPromise
    entries: Callable[[Any, date, date], Sequence[CalendarEntry]]
    mark: str = "other"


CALENDAR: Panel[CalendarSource] = Panel("core.calendar")
"""What has a day: activities, duties, plan lines, texts that run out. Each key filters."""
