"""Filters of the list of duties. Their state is the address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import Unit
from banggiao.core.filters import SeenFilterSet, WordsFilter
from banggiao.core.pickers import RecordField
from banggiao.duties import queries
from banggiao.duties.enums import DutyKind, Progress
from banggiao.duties.models import Duty
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from django.db.models import QuerySet

LATE, MONTH, UNDATED = "late", "month", "undated"
ALL = "all"


class PartyFilter(django_filters.Filter):  # type: ignore[misc]  # no types
    """By a body that stands in the duty, on either side."""

    field_class = RecordField

    def filter(self, qs: QuerySet[Any], value: Organisation | None) -> QuerySet[Any]:
        """Keep the duties of this body."""
        return queries.with_party(qs, value) if value else qs


class DutyFilter(SeenFilterSet):
    """By words, side, progress, urgency, kind, body, person and unit. Open ones unless asked."""

    q = WordsFilter(label=_("Words"))
    side = django_filters.ChoiceFilter(
        label=_("Owed"),
        choices=[("ours", _("by us")), ("theirs", _("by others"))],
        method="by_side",
    )
    progress = django_filters.ChoiceFilter(
        label=_("Progress"),
        choices=[*Progress.choices, (ALL, _("All"))],
        empty_label=None,
        method="by_progress",
    )
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[
            (LATE, _("Late")),
            (MONTH, _("Due within 30 days")),
            (UNDATED, _("No due date")),
        ],
        method="by_day",
    )
    mine = django_filters.ChoiceFilter(
        label=_("Whose"), choices=[("1", _("Mine"))], method="by_owner"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=DutyKind.choices)
    partner = PartyFilter(label=_("Partner"), model=Organisation)
    unit = django_filters.ModelChoiceFilter(
        label=_("Lead unit"), queryset=Unit.objects.order_by("sort_key")
    )

    class Meta:
        model = Duty
        fields = ("q", "side", "progress", "when", "mine", "kind", "partner", "unit")

    def by_side(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep one side; a joint duty is on both."""
        del name
        return queryset.filter(**{value: True})

    def by_progress(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what has come so far."""
        return queryset if value == ALL else queryset.filter(**{name: value})

    def by_day(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is late, due soon, or due on no known day."""
        del name
        today = timezone.localdate()
        conditions = {
            LATE: queries.late_on(today),
            MONTH: queries.due_within(today, dt.timedelta(days=30)),
            UNDATED: Q(due_latest__isnull=True),
        }
        return queryset.filter(conditions[value])

    def by_owner(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the reader's own, and those of their unit that nobody sees to yet."""
        del name, value
        return queryset.filter(queries.concerns(self.request.user))
