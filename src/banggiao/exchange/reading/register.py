"""What reading asks of the register, once for a whole file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.exchange.values.countries import Countries


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a text may name: its code, how sure that is from 0 to 1, and its name."""

    code: str
    sureness: float
    label: str
    country: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it names a record: a person may have said that a text is new, or only words."""
        return self.code not in {NEW, WORDS}

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.sureness >= SURE


SURE = 0.95
"""From here on a text names a record by a name of it, and no other fits as well."""


NEW, WORDS = "+", "="
"""What stands for a code where a person said: a new record; no record, only words."""


class Finder(Protocol):
    """Finds records by what people call them."""

    def find(self, text: str, countries: Sequence[str] = ()) -> tuple[Match, ...]:
        """Give what the text may name, the surest first; at most five."""


@dataclass(frozen=True, slots=True)
class Register:
    """The names the register knows, as far as the importer may see them."""

    countries: Countries
    organisations: Finder
    people: Finder
