"""The filter of a plan's lines. Its state is the address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import Unit
from banggiao.core.filters import SeenFilterSet, WordsFilter
from banggiao.plans.enums import ActivityKind, Standing
from banggiao.plans.models import PlanLine

if TYPE_CHECKING:
    from django.db.models import QuerySet

ADDED, AS_APPROVED, ONLINE = "added", "as_approved", "online"
QUARTERS = (
    ("1", _("Quarter I")),
    ("2", _("Quarter II")),
    ("3", _("Quarter III")),
    ("4", _("Quarter IV")),
)


class LineFilter(SeenFilterSet):
    """By words, kind, lead unit, quarter as it stands, and what was changed after approval."""

    q = WordsFilter(label=_("Words"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ActivityKind.choices)
    unit = django_filters.ModelChoiceFilter(
        label=_("Lead unit"), field_name="lead_unit", queryset=Unit.objects.order_by("sort_key")
    )
    quarter = django_filters.ChoiceFilter(label=_("Quarter"), choices=QUARTERS, method="by_quarter")
    standing = django_filters.ChoiceFilter(
        label=_("Stands"),
        choices=[
            (AS_APPROVED, _("As approved")),
            (Standing.POSTPONED, Standing.POSTPONED.label),
            (Standing.DROPPED, Standing.DROPPED.label),
            (ONLINE, _("Moved online")),
            (ADDED, _("Added after approval")),
        ],
        method="by_standing",
    )

    class Meta:
        model = PlanLine
        fields = ("q", "kind", "unit", "quarter", "standing")

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def by_quarter(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what may take place in the quarter, as it stands; what has no date in none."""
        del name
        month = 3 * int(value) - 2
        first = dt.date(self.year, month, 1)
        after = dt.date(self.year + (month == 10), (month + 2) % 12 + 1, 1)  # the year's last turns
        begins = Q(now_start_earliest__lt=after) | Q(
            now_start_earliest__isnull=True, now_end_earliest__lt=after
        )
        ends = Q(now_end_latest__gte=first) | Q(
            now_end_latest__isnull=True, now_start_latest__gte=first
        )
        return queryset.filter(begins & ends)

    def by_standing(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what stands so."""
        del name
        conditions = {
            AS_APPROVED: Q(adjustments__isnull=True),
            ADDED: Q(added_on__isnull=False),
            ONLINE: Q(adjustments__kind="mode_changed"),
        }
        return queryset.filter(conditions.get(value, Q(standing=value))).distinct()
