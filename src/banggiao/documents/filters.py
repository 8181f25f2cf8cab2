"""Filters of the list of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.utils.translation import gettext_lazy as _

from banggiao.core.enums import Classification
from banggiao.core.filters import SeenFilterSet, WordsFilter
from banggiao.documents.enums import DocumentKind
from banggiao.documents.models import Document

if TYPE_CHECKING:
    from django.db.models import QuerySet


class DocumentFilter(SeenFilterSet):
    """By words, kind, year and class."""

    q = WordsFilter(label=_("Words in title or number"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=DocumentKind.choices)
    year = django_filters.NumberFilter(
        label=_("Year"), method="in_year", min_value=1000, max_value=9999
    )
    classification = django_filters.ChoiceFilter(label=_("Class"), choices=Classification.choices)

    class Meta:
        model = Document
        fields = ("q", "kind", "year", "classification")

    def in_year(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what was surely issued in the year."""
        del name
        return queryset.filter(
            issued_earliest__year__gte=int(value), issued_latest__year__lte=int(value)
        )
