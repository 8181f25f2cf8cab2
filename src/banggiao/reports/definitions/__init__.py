"""Which reports there are. Each is data: its parts, sentences and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from banggiao.core.errors import Refused
from banggiao.reports.definitions.annual import ANNUAL, SIX_MONTHS

if TYPE_CHECKING:
    from banggiao.reports.definitions.shapes import Definition

DEFINITIONS: dict[str, Definition] = {one.key: one for one in (ANNUAL, SIX_MONTHS)}


def definition_of(key: str) -> Definition:
    """Give the definition of a report. Refused: a kind that nobody defined."""
    found = DEFINITIONS.get(key)
    if found is None:
        raise Refused(
            "definition_unknown",
            _("There is no report “%(key)s”. There are: %(all)s.")
            % {"key": key, "all": ", ".join(DEFINITIONS)},
            field="definition",
        )
    return found
