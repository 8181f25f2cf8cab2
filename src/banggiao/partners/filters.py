"""Filters of this room's lists. Their state is the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.utils.translation import gettext_lazy as _

from banggiao.core.enums import Classification
from banggiao.core.filters import SeenFilterSet, WordsFilter
from banggiao.core.text import fold
from banggiao.partners.enums import OfficeLevel, OrganisationKind, PartyType
from banggiao.partners.models import Country, OfficeTitle, Organisation, Person, Relationship

if TYPE_CHECKING:
    from django.db.models import QuerySet


class OrganisationFilter(SeenFilterSet):
    """By words, kind, country, class and whether it is ours."""

    q = WordsFilter(label=_("Words in the name"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind.choices)
    country = django_filters.ModelChoiceFilter(
        label=_("Country"), queryset=Country.objects.order_by("sort_key")
    )
    ours = django_filters.ChoiceFilter(
        label=_("Whose"),
        field_name="is_own",
        choices=[("0", _("Partners")), ("1", _("Own body"))],
        method="by_owner",
    )
    classification = django_filters.ChoiceFilter(label=_("Class"), choices=Classification.choices)

    class Meta:
        model = Organisation
        fields = ("q", "kind", "country", "ours", "classification")

    def by_owner(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep ours, or everybody else."""
        return queryset.filter(**{name: value == "1"})


class PersonFilter(SeenFilterSet):
    """By words and country."""

    q = WordsFilter(label=_("Words in the name"))
    country = django_filters.ModelChoiceFilter(
        label=_("Country"), queryset=Country.objects.order_by("sort_key")
    )

    class Meta:
        model = Person
        fields = ("q", "country")


class RelationshipFilter(SeenFilterSet):
    """By the sort of parties."""

    party_type = django_filters.ChoiceFilter(label=_("Between"), choices=PartyType.choices)

    class Meta:
        model = Relationship
        fields = ("party_type",)


class TitleFilter(SeenFilterSet):
    """By words, level, country and whether somebody confirmed it."""

    q = django_filters.CharFilter(label=_("Words in the title"), method="by_words")
    level = django_filters.ChoiceFilter(label=_("Level of office"), choices=OfficeLevel.choices)
    country = django_filters.ModelChoiceFilter(
        label=_("Country"), queryset=Country.objects.order_by("sort_key")
    )
    confirmed = django_filters.ChoiceFilter(
        label=_("Confirmed"),
        choices=[("1", _("Confirmed")), ("0", _("Not confirmed yet"))],
        method="by_confirmation",
    )

    class Meta:
        model = OfficeTitle
        fields = ("q", "level", "country", "confirmed")

    def by_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the titles that hold the words, typed with or without diacritics."""
        del name
        words = fold(value)
        # The table is short and holds no folded words without tones: they are compared here.
        rows = OfficeTitle.objects.values_list("pk", "title")
        return queryset.filter(pk__in=[key for key, title in rows if words in fold(title)])

    def by_confirmation(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what somebody at the agency confirmed, or what waits for it."""
        del name
        return (
            queryset.exclude(confirmed_by="") if value == "1" else queryset.filter(confirmed_by="")
        )
