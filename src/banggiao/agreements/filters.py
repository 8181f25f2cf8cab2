"""The filter of the list of texts. Its state is the address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.enums import InstrumentKind, State, TopicName
from banggiao.agreements.models import Instrument, PathStep
from banggiao.agreements.queries import with_party
from banggiao.core.filters import SeenFilterSet, WordsFilter
from banggiao.core.pickers import RecordField
from banggiao.partners.models import Country, Organisation

if TYPE_CHECKING:
    from django.db.models import QuerySet

IN_DOUBT = "in_doubt"
YEAR = dt.timedelta(days=365)


class YearFilter(django_filters.Filter):  # type: ignore[misc]  # no types
    """A year of four digits."""

    field_class = forms.IntegerField


class PartyFilter(django_filters.Filter):  # type: ignore[misc]  # no types
    """A body that is a party, named as in the register."""

    field_class = RecordField


class InstrumentFilter(SeenFilterSet):
    """By words, kind, standing today, partner, country, step, topic, year, end, and whose."""

    q = WordsFilter(label=_("Words in the title"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=InstrumentKind.choices)
    standing = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=[*State.choices, (IN_DOUBT, _("May be in force"))],
        method="by_standing",
    )
    partner = PartyFilter(label=_("Party"), model=Organisation, method="by_partner")
    country = django_filters.ModelChoiceFilter(
        label=_("Country"), queryset=Country.objects.order_by("sort_key"), method="by_country"
    )
    step = django_filters.ModelChoiceFilter(
        label=_("At the step"),
        queryset=PathStep.objects.all(),
        to_field_name="code",
        method="by_step",
    )
    topic = django_filters.ChoiceFilter(
        label=_("Topic"), choices=TopicName.choices, field_name="topics__name"
    )
    year = YearFilter(
        label=_("Signed in the year"), method="by_year", min_value=1000, max_value=9999
    )
    soon = django_filters.ChoiceFilter(
        label=_("Runs out"), choices=[("1", _("Within 12 months"))], method="by_end"
    )
    ours = django_filters.ChoiceFilter(
        label=_("Whose"),
        choices=[("1", _("The own body is a party")), ("0", _("Between others"))],
        method="by_owner",
    )

    class Meta:
        model = Instrument
        fields = ("q",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate()

    def by_standing(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what stands so today; what may be in force is asked for apart."""
        found: Any = queryset
        if value == IN_DOUBT:
            return found.may_be_in_force_at(self.today)  # type: ignore[no-any-return]  # as above
        if value == State.IN_FORCE:
            return found.in_force_at(self.today)  # type: ignore[no-any-return]  # as above
        return found.standing_at(value, self.today)  # type: ignore[no-any-return]  # as above

    def by_partner(self, queryset: QuerySet[Any], name: str, value: Organisation) -> QuerySet[Any]:
        """Keep the texts of a body the reader may see."""
        return with_party(queryset, Q(organisation=value), self.request.user)

    def by_country(self, queryset: QuerySet[Any], name: str, value: Country) -> QuerySet[Any]:
        """Keep the texts with a party of the country whom the reader may see."""
        return with_party(queryset, Q(organisation__country=value), self.request.user)

    def by_step(self, queryset: QuerySet[Any], name: str, value: PathStep) -> QuerySet[Any]:
        """Keep the texts that stand at the step, of those whose path is kept."""
        return queryset.filter(place__step=value)

    def by_year(self, queryset: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """Keep what was signed in the year, also what may have been."""
        year = dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
        found: Any = queryset
        return found.signed_in(*year) | found.may_be_signed_in(*year)  # type: ignore[no-any-return]  # as above

    def by_end(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what runs out within 12 months, also what may."""
        found: Any = queryset
        period = self.today, self.today + YEAR
        return found.expiring_between(*period) | found.may_expire_between(*period)  # type: ignore[no-any-return]  # as above

    def by_owner(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep ours, or everybody else's."""
        return queryset.filter(course__is_ours=value == "1")
