"""Filters whose state is in the address, and the chips that show and remove each."""

from __future__ import annotations

from copy import copy, deepcopy
from functools import cached_property
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms

from banggiao.core.forms import choice_labels
from banggiao.core.htmx import render
from banggiao.core.pickers import give_viewer
from banggiao.core.search import search_condition

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from banggiao.core.htmx import Request

ASKED = "filter"
"""Stands in the address where somebody asked for the filter itself."""


class WordsFilter(django_filters.CharFilter):  # type: ignore[misc]  # no types
    """Finds records as the search box would: without diacritics, by any of their names."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep what the words find."""
        viewer = self.parent.request.user
        return qs.filter(search_condition(qs.model, value, viewer)) if value else qs


class SeenFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # no types
    """Filters whose fields offer only records that the reader may see.

    An address that names none of them is not read: most lists are opened so. Those it does not name
    are left out, unless somebody asked for the filter itself: a list may have fifteen, and each
    would be made anew for each page. `whole_form` has them all.
    """

    base_filters: dict[str, Any]

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        asked = frozenset(data or ())
        named = {name: made for name, made in self.base_filters.items() if name in asked}
        if ASKED not in asked:
            self.base_filters = named
        super().__init__(data if named else None, *args, **kwargs)

    @property
    def whole_form(self) -> Any:
        """The form with all its fields, to be shown."""
        every = type(self).base_filters
        if self.filters.keys() == every.keys():
            return self.form
        whole = copy(self)
        for made in ("form", "_form"):
            whole.__dict__.pop(made, None)
        whole.filters = deepcopy(every)
        for one in whole.filters.values():
            one.model, one.parent = self.queryset.model, whole
        return whole.form

    @cached_property
    def form(self) -> Any:
        """The filter's form, which knows who is asking."""
        form = super().form
        give_viewer(form, self.request.user)
        return form


def filter_context(request: Request, filterset: SeenFilterSet) -> dict[str, Any]:
    """Give what `core/_chips.html` shows: what is filtered by, and the way to change it.

    The form comes when it is asked for: with its countries and units it would be half of the page.
    One that could not be read comes at once, with its errors.
    """
    address = request.GET.copy()
    address[ASKED] = "1"
    is_shown = ASKED in request.GET or (filterset.is_bound and not filterset.is_valid())
    return {
        "chips": chips(filterset, request.GET),
        "filter_form": filterset.whole_form if is_shown else None,
        "filter_url": f"?{address.urlencode()}",
        "filter_hidden": [
            {"name": name, "value": request.GET[name]} for name in ("sort",) if name in request.GET
        ],
    }


def filter_alone(request: Request, context: dict[str, Any]) -> HttpResponse | None:
    """Give the filter without its page where htmx asks for it, else None."""
    wanted = request.htmx and request.htmx.target == "filter"
    return render(request, "core/_filter.html", context) if wanted else None


def chips(filterset: django_filters.FilterSet, parameters: QueryDict) -> list[dict[str, str]]:
    """Give each filter in use: its name, its value in words, and the address without it."""
    return [
        {"label": label, "value_text": words, "remove_url": _without(parameters, name)}
        for name, label, words in in_use(filterset)
    ]


def in_use(filterset: django_filters.FilterSet) -> list[tuple[str, str, str]]:
    """Give each filter in use: its key, its name, and its value in words."""
    if not filterset.is_bound or not filterset.is_valid():
        return []
    form = filterset.form
    return [
        (
            name,
            str(form.fields[name].label or name),
            _in_words(form.fields[name], form.cleaned_data[name]),
        )
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
