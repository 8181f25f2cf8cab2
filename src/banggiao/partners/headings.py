"""What stands above and below a paper of ours: the agency, the unit that made it, and who did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.partners.queries import own_body

if TYPE_CHECKING:
    from banggiao.accounts.models import User


@dataclass(frozen=True, slots=True)
class Heading:
    """The agency and its unit in capitals, as state papers have them, and the line of the maker."""

    agency: str = ""
    unit: str = ""
    signed: str = ""
    abbreviation: str = ""


def heading_of(maker: User | None) -> Heading:
    """Give the heading of a paper in the language of now. Without a maker it names no unit."""
    own = own_body()
    agency = str(own or "")
    unit = maker.unit if maker else None
    # A unit's name often says whose it is; on the paper that stands in the line above.
    words = str(unit).removesuffix(f"({agency})").strip() if unit else ""
    return Heading(
        agency=agency.upper(),
        unit=words.upper() if unit and unit.code != (own and own.code) else "",
        signed=_("Prepared by: %(name)s") % {"name": maker.full_name} if maker else "",
        abbreviation=own.abbreviation if own else "",
    )
