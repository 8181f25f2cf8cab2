"""All that is to be looked at, in sections, each bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.agreements.queries.watches.anniversaries import anniversaries
from banggiao.agreements.queries.watches.partners import changed_partners
from banggiao.agreements.queries.watches.shapes import Sign, Watch
from banggiao.agreements.queries.watches.silence import silent
from banggiao.agreements.queries.watches.terms import ends

if TYPE_CHECKING:
    import datetime as dt

    from banggiao.accounts.models import User

OVERVIEW_LIMIT, KIND_LIMIT = 20, 500
"""So many of a kind stand on the page of all kinds, and on the page of one."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is to be looked at for one reason."""

    kind: Watch
    signs: list[Sign]

    @property
    def count(self) -> int:
        """How many there are, up to what is ever sought."""
        return len(self.signs)


@dataclass(frozen=True, slots=True)
class Board:
    """Every section, also the empty ones: their counts stand on the page."""

    sections: tuple[Section, ...]

    def of(self, kind: Watch) -> list[Sign]:
        """Give what is to be looked at for that reason."""
        return next(section.signs for section in self.sections if section.kind == kind)

    @property
    def count(self) -> int:
        """How many there are of all kinds."""
        return sum(section.count for section in self.sections)


def desk_board(user: User, today: dt.date, limit: int) -> Board:
    """Give what the desk shows: days that come, changed partners, anniversaries; some of each.

    Texts nobody uses wait for years; they are sought on their page only.
    """
    found = {
        **ends(user, today),
        Watch.PARTNER: changed_partners(user, today, limit),
        Watch.ANNIVERSARY: anniversaries(user, today),
    }
    return Board(tuple(Section(kind, signs) for kind, signs in found.items()))


def watch_board(user: User, today: dt.date) -> Board:
    """Look at all our texts and ties on a day, as far as the user may see."""
    found = {
        **ends(user, today),
        Watch.PARTNER: changed_partners(user, today),
        Watch.ANNIVERSARY: anniversaries(user, today),
        Watch.SILENT: silent(user, today),
    }
    return Board(tuple(Section(kind, found[kind][:KIND_LIMIT]) for kind in Watch))
