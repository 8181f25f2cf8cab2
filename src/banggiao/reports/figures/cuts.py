"""By what figures are cut. A record has one value in each cut, so the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.activities.enums import Direction, PartyRole
from banggiao.activities.models import Party
from banggiao.agreements.enums import InstrumentKind
from banggiao.duties.enums import DutyKind
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models import Country, Organisation
from banggiao.plans.enums import ActivityKind, Funding, Mode
from banggiao.reports.figures.shapes import Part

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from banggiao.core.access import Viewer

Words = Callable[[set[Any]], dict[Any, str]]


def _labels(choices: Any) -> Words:  # any closed list
    """Make the labels of a closed list, read when they are asked for."""

    def words(values: set[Any]) -> dict[Any, str]:
        labels = dict(choices.choices)
        return {value: str(labels.get(value, value)) for value in values}

    return words


def _countries(codes: set[Any]) -> dict[Any, str]:
    return {code: str(country) for code, country in Country.objects.in_bulk(codes).items()}


def _first_guest(viewer: Viewer) -> Combinable:
    """Give the country of the first body from outside: of who came, else of who took part.

    Only among the bodies the viewer may see: the cut must tell of no hidden one.
    """
    guests = Party.objects.visible_to(viewer).filter(
        activity=OuterRef("pk"), organisation__is_own=False
    )
    guests = guests.exclude(role=PartyRole.HOST).filter(organisation__country__isnull=False)
    abroad = guests.exclude(organisation__country__in=own_countries())
    return Subquery(abroad.order_by("order", "pk").values("organisation__country")[:1])


def own_countries() -> Any:  # the values of a subquery
    """Give the country of the own body."""
    own = Organisation.objects.in_register().filter(is_own=True, parent__isnull=True)
    return own.values("country")


LEVEL = Part("level", _("Level of the head"), "head_level", _labels(OfficeLevel))
PLAN_LEVEL = Part("level", _("Level of the head"), "level", _labels(OfficeLevel))
COUNTRY = Part("country", _("Country"), "country", _countries)
GUESTS = Part("country", _("Country of the guests"), "guests_from", _countries, _first_guest)
KIND = Part("kind", _("Kind"), "kind", _labels(ActivityKind))
MODE = Part("mode", _("How people meet"), "mode", _labels(Mode))
DIRECTION = Part("direction", _("For us"), "direction", _labels(Direction))
FUNDING = Part("funding", pgettext_lazy("figure", "Source of money"), "funding", _labels(Funding))
TEXT_KIND = Part("kind", _("Kind"), "kind", _labels(InstrumentKind))
DUTY_KIND = Part("kind", _("Kind"), "kind", _labels(DutyKind))
