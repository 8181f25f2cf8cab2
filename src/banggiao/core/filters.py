"""Filters whose state is in the address, and the chips that show and remove each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms

from banggiao.core.forms import choice_labels
from banggiao.core.pickers import give_viewer
from banggiao.core.search import search_condition

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict


class WordsFilter(django_filters.CharFilter):  # type: ignore[misc]  # no types
    """Finds records as the search box would: without diacritics, by any of their names."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep what the words find."""
        viewer = self.parent.request.user
        return qs.filter(search_condition(qs.model, value, viewer)) if value else qs


class SeenFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # no types
    """Filters whose fields offer only records that the reader may see."""

    @property
    def form(self) -> Any:
        """The filter's form, which knows who is asking."""
        form = super().form
        give_viewer(form, self.request.user)
        return form


def chips(filterset: django_filters.FilterSet, parameters: QueryDict) -> list[dict[str, str]]:
    """Give each filter in use: its name, its value in words, and the address without it."""
    form = filterset.form
    if not form.is_valid():
        return []
    return [
        {
            "label": str(form.fields[name].label or name),
            "value_text": _in_words(form.fields[name], form.cleaned_data[name]),
            "remove_url": _without(parameters, name),
        }
        for name in form.changed_data
        if form.cleaned_data.get(name) not in (None, "", [])
    ]


def _without(parameters: QueryDict, name: str) -> str:
    query = parameters.copy()
    query.pop(name, None)
    query.pop("page", None)
    return f"?{query.urlencode()}"


def _in_words(field: forms.Field, value: Any) -> str:  # whatever the field gives
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return choice_labels(field).get(str(value), str(value))
    return str(value)
