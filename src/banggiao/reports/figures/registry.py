"""All figures, in the order of the page. A figure that is not here does not exist."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from banggiao.core.errors import Refused
from banggiao.reports.figures import activities, agreements, duties, plans

if TYPE_CHECKING:
    from banggiao.reports.figures.shapes import Figure, Group


def _after_first(group: Group, figure: Figure) -> Group:
    """Put what was planned behind what was done."""
    first, *rest = group.figures
    return replace(group, figures=(first, figure, *rest))


def _at_third(group: Group, figure: Figure) -> Group:
    return replace(group, figures=(*group.figures[:2], figure, *group.figures[2:]))


GROUPS: tuple[Group, ...] = (
    _after_first(activities.DELEGATIONS_OUT, plans.DELEGATIONS_OUT_PLANNED),
    _after_first(activities.DELEGATIONS_IN, plans.DELEGATIONS_IN_PLANNED),
    _at_third(activities.EVENTS, plans.CONFERENCES_PLANNED),
    activities.MULTILATERAL,
    agreements.TEXTS,
    duties.PROMISES,
    plans.PLANS,
    activities.IN_ALL,
)

FIGURES: dict[str, Figure] = {figure.code: figure for group in GROUPS for figure in group.figures}


def figure_of(code: str) -> Figure:
    """Give the figure of that code. Refused: a code that no figure has."""
    figure = FIGURES.get(code)
    if figure is None:
        raise Refused("figure_unknown", _("There is no figure “%(code)s”.") % {"code": code})
    return figure
