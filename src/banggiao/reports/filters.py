"""Filters of this room's lists. Their state is the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.core.filters import SeenFilterSet
from banggiao.reports.definitions import DEFINITIONS
from banggiao.reports.enums import Basis, ReportStatus
from banggiao.reports.figures.labels import label_of
from banggiao.reports.models import Report, StatedFigure

if TYPE_CHECKING:
    from django.db.models import QuerySet

OURS, OTHERS = "ours", "others"


class YearFilter(django_filters.Filter):  # type: ignore[misc]  # no types
    """A year of four digits."""

    field_class = forms.IntegerField


class StatedFilter(SeenFilterSet):
    """By figure, year, basis, and whose number it is."""

    figure = django_filters.ChoiceFilter(label=_("Figure"))
    year = YearFilter(label=_("Year"), method="by_year", min_value=1000, max_value=9999)
    basis = django_filters.ChoiceFilter(
        label=pgettext_lazy("stated", "Basis"), choices=Basis.choices
    )
    whose = django_filters.ChoiceFilter(
        label=_("Whose number"),
        choices=[(OURS, _("our own")), (OTHERS, _("of others"))],
        method="by_side",
    )

    class Meta:
        model = StatedFigure
        fields = ("figure", "year", "basis", "whose")

    @property
    def form(self) -> Any:
        """The filter's form; it offers the figures of which the reader sees a number."""
        form = super().form
        if "figure" not in form.fields:
            return form
        codes = self.queryset.order_by().values_list("figure", flat=True).distinct()
        form.fields["figure"].choices = [("", ""), *((code, label_of(code)) for code in codes)]
        return form

    def by_year(self, queryset: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Keep the numbers whose time touches the year."""
        del name
        begins = {"period_earliest__lte": f"{value}-12-31"}
        return queryset.filter(**begins, period_latest__gte=f"{value}-01-01")

    def by_side(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the numbers said of the own body, or of others."""
        del name
        ours = {"organisation__code": settings.OWN_BODY}
        return queryset.filter(**ours) if value == OURS else queryset.exclude(**ours)


class ReportFilter(SeenFilterSet):
    """By kind of report, year and status."""

    definition = django_filters.ChoiceFilter(
        label=_("Kind of report"),
        choices=[(one.key, one.label) for one in DEFINITIONS.values()],
    )
    year = YearFilter(label=_("Year"), field_name="last__year", min_value=1000, max_value=9999)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=ReportStatus.choices)

    class Meta:
        model = Report
        fields = ("definition", "year", "status")
