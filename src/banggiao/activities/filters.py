"""Filters of the lists of activities and series. Their state is the address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import Unit
from banggiao.activities import queries
from banggiao.activities.enums import Direction, Stage
from banggiao.activities.models import Activity, Party, Series
from banggiao.agreements.enums import TopicName
from banggiao.core.filters import SeenFilterSet, WordsFilter
from banggiao.core.pickers import RecordField
from banggiao.partners.models import Country, Organisation
from banggiao.plans.enums import ActivityKind, Mode
from banggiao.plans.models import PlanLine

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from banggiao.core.htmx import Request

NONE = "none"
IN_PLAN, OUTSIDE = "in", "outside"
OPEN = "open"


class YearFilter(django_filters.Filter):  # type: ignore[misc]  # no types
    """A year of four digits."""

    field_class = forms.IntegerField


class BodyFilter(django_filters.Filter):  # type: ignore[misc]  # no types
    """A body that hosts, sends, takes part or chairs, named as in the register."""

    field_class = RecordField


def visible_series(request: Request) -> QuerySet[Any]:
    """Give the series the reader may choose from."""
    return Series.objects.visible_to(request.user).in_register().order_by("sort_key", "pk")


class ActivityFilter(SeenFilterSet):
    """By words, kind, what it is for us, stage, how people meet, place, year, plan, and whose."""

    q = WordsFilter(label=_("Words"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ActivityKind.choices)
    direction = django_filters.ChoiceFilter(
        label=_("What it is for us"),
        choices=[*Direction.choices, (NONE, _("Between others"))],
        method="by_direction",
    )
    stage = django_filters.ChoiceFilter(
        label=_("Stage"),
        choices=[*Stage.choices, (OPEN, _("Still to take place"))],
        method="by_stage",
    )
    year = YearFilter(label=_("Year"), method="by_year", min_value=1000, max_value=9999)
    partner = BodyFilter(label=_("With"), model=Organisation, method="by_partner")
    country = django_filters.ModelChoiceFilter(
        label=_("Country"),
        queryset=Country.objects.order_by("sort_key"),
        method="by_country",
    )
    mode = django_filters.ChoiceFilter(label=_("How people meet"), choices=Mode.choices)
    plan = django_filters.ChoiceFilter(
        label=_("Plan"),
        choices=[(IN_PLAN, _("In the plan")), (OUTSIDE, _("Outside the plan"))],
        method="by_plan",
    )
    turn = django_filters.ChoiceFilter(
        label=_("On the way"),
        choices=[("postponed", _("Was postponed")), ("online", _("Was moved online"))],
        method="by_turn",
    )
    topic = django_filters.ChoiceFilter(
        label=_("Topic"), choices=TopicName.choices, field_name="topics__name"
    )
    series = django_filters.ModelChoiceFilter(
        label=_("Series"), queryset=visible_series, to_field_name="code"
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Lead unit"),
        queryset=Unit.objects.order_by("sort_key"),
        field_name="lead_unit",
    )
    mine = django_filters.ChoiceFilter(
        label=_("Whose"), choices=[("1", _("Mine and my unit's"))], method="by_owner"
    )

    class Meta:
        model = Activity
        fields = ("q",)

    def by_direction(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is so for us, or what no own body takes part in."""
        return queryset.filter(**{name: "" if value == NONE else value})

    def by_stage(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what has come so far, or all that is still to take place."""
        if value == OPEN:
            return queryset.exclude(stage__in=[Stage.HELD, Stage.CANCELLED])
        return queryset.filter(**{name: value})

    def by_year(self, queryset: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Keep what lies in the year, also what may."""
        del name
        year = dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
        found: Any = queryset
        return found.dated_in(*year) | found.may_be_dated_in(*year)  # type: ignore[no-any-return]  # a queryset of ours

    def by_partner(self, queryset: QuerySet[Any], name: str, value: Organisation) -> QuerySet[Any]:
        """Keep the activities a body stands in; the reader named it, so it may be seen."""
        del name
        return queries.with_partner(queryset, value)

    def by_country(self, queryset: QuerySet[Any], name: str, value: Country) -> QuerySet[Any]:
        """Keep what is held there, or with a body from there that the reader may see."""
        del name
        bodies = Organisation.objects.visible_to(self.request.user).filter(
            country=value, is_own=False
        )
        meeting = Party.objects.filter(organisation__in=bodies.values("pk")).values("activity")
        there = Activity.objects.all().filter(country=value).values("pk")
        return queryset.filter(pk__in=there.union(meeting, all=True))  # quicker than an "or"

    def by_plan(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what carries out a line the reader may see, or what was allowed without one."""
        del name
        if value == OUTSIDE:
            return queryset.exclude(outside_ground="")
        lines = PlanLine.objects.visible_to(self.request.user)
        return queryset.filter(plan_line__in=lines.values("pk"))

    def by_turn(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what was postponed, or moved online, on its way."""
        del name
        field = "was_postponed" if value == "postponed" else "was_moved_online"
        return queryset.filter(**{field: True})

    def by_owner(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the reader's own and those their unit leads."""
        del name, value
        user = self.request.user
        mine = Q(owner=user)
        return queryset.filter(mine | Q(lead_unit=user.unit_id) if user.unit_id else mine)


class SeriesFilter(SeenFilterSet):
    """By words in the name."""

    q = WordsFilter(label=_("Words in the name"))

    class Meta:
        model = Series
        fields = ("q",)
