"""The page of a list: filter, table, export, from one description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.core.exports import export
from banggiao.core.filters import filter_alone, filter_context
from banggiao.core.htmx import render
from banggiao.core.panels import LIST_LINKS, ListPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import django_filters
    from django.db.models import QuerySet
    from django.http import HttpResponseBase

    from banggiao.core.htmx import Request
    from banggiao.core.pages import Button
    from banggiao.core.panels import Link, Tab
    from banggiao.core.tables import Table


def list_page(
    request: Request,
    filterset: django_filters.FilterSet,
    make_table: Callable[[QuerySet[Any]], Table[Any]],
    *,
    buttons: Sequence[Button] = (),
    tabs: Sequence[Tab] = (),
) -> HttpResponseBase:
    """Show the filtered list, or send it as the file asked for.

    ``make_table`` gets the filtered queryset. A filter that cannot be read filters nothing and says
    so beside its field.
    """
    context = filter_context(request, filterset)
    alone = filter_alone(request, context)
    if alone is not None:
        return alone
    table = make_table(filterset.qs)
    table.is_filtered = filterset.is_bound
    table.narrowed = "; ".join(f"{c['label']}: {c['value_text']}" for c in context["chips"])
    file = export(request, table)
    if file is not None:
        return file
    context |= {"title": table.caption, "table": table, "buttons": buttons, "tabs": tabs}
    context["list_links"] = _links(request)
    return render(request, "core/list_page.html", context)


def _links(request: Request) -> list[Link]:
    """Give what rooms above offer for the list as it is filtered."""
    match = request.resolver_match
    if match is None:
        return []
    place = ListPlace(match.view_name, match.kwargs, request.GET.urlencode())
    return [link for provide in LIST_LINKS for link in provide(place, request.user)]
