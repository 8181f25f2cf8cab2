"""Filters of this room's lists. Their state is the address."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from banggiao.core.filters import SeenFilterSet
from banggiao.exchange.enums import ImportState, Kind
from banggiao.exchange.models import Import


class ImportFilter(SeenFilterSet):
    """By how far it came and what it holds."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=ImportState.choices)
    kind = django_filters.ChoiceFilter(label=_("What it holds"), choices=Kind.choices)

    class Meta:
        model = Import
        fields = ("state", "kind")
