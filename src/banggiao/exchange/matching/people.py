"""Finds people of the register by their printed name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.core.text import fold, fold_toned
from banggiao.exchange.reading.register import Match

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE_NAME, SEVERAL, PLAIN = 0.9, 0.6, 0.7
"""Two people may share a name, so a name alone is never sure: a person says it once."""
MOST = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the register with the names and the bodies known of them."""

    code: str
    label: str
    country: str
    names: tuple[str, ...]


@dataclass(slots=True)
class People:
    """The people an importer may see, found by name."""

    known: Sequence[Known]
    _by_key: dict[str, list[Known]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_key = defaultdict(list)
        for one in self.known:
            for key in {fold(name) for name in one.names} - {""}:
                self._by_key[key].append(one)

    def find(self, text: str, countries: Sequence[str] = ()) -> tuple[Match, ...]:
        """Give who the name may be, the likeliest first; at most five."""
        plain, toned = self._by_key.get(fold(text), []), fold_toned(text)
        same = [one for one in plain if any(fold_toned(name) == toned for name in one.names)]
        found = same or plain
        if countries:
            found = [one for one in found if not one.country or one.country in countries]
        sureness = SEVERAL if len(found) > 1 else ONE_NAME if same else PLAIN
        return tuple(Match(one.code, sureness, one.label, one.country) for one in found[:MOST])
