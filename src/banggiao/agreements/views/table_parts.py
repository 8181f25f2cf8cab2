"""What the pages of a negotiation share: languages, filters and pages of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.urls import reverse

from banggiao.agreements.enums import ItemState
from banggiao.agreements.tables_negotiation import tone
from banggiao.documents.languages import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.agreements.models import Instrument, Item, Negotiation
    from banggiao.agreements.queries.negotiation import Stages
    from banggiao.core.access import RecordQuerySet
    from banggiao.core.htmx import Request


def back_to_table(record: Instrument) -> str:
    """Give the address of a text's negotiation table."""
    return reverse("agreements:negotiation", args=[record.code])


def chosen_language(request: Request, table: Negotiation, languages: Sequence[str]) -> str:
    """Give the language asked for, if the table has it; else the working language."""
    asked = request.GET.get("language", "")
    return asked if asked in languages else table.language


def address_with(request: Request, **changes: str) -> str:
    """Give the page's own address with other parameters; an empty one goes."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def language_links(
    request: Request, languages: Sequence[str], current: str
) -> list[dict[str, Any]]:
    """Give the languages of the table with their addresses, the shown one marked."""
    return [
        {
            "code": language,
            "label": name_of(language),
            "url": address_with(request, language=language),
            "active": language == current,
        }
        for language in languages
    ]


def stage_links(request: Request, stages: Stages) -> list[dict[str, Any]]:
    """Give each stage with its number and the address that shows only those clauses."""
    asked = request.GET.get("stage", "")
    return [
        {
            "label": ItemState(stage).label,
            "tone": tone(stage),
            "count": count,
            "active": stage == asked,
            "url": address_with(request, stage="" if stage == asked else stage),
        }
        for stage, count in stages.counts.items()
    ]


def page_links(
    request: Request, items: RecordQuerySet[Any], size: int
) -> tuple[list[Item], dict[str, Any]]:
    """Give one page of the table and the addresses of those before and after it."""
    paginator = Paginator(items, size)
    page = paginator.get_page(request.GET.get("page", "1"))
    query = request.GET.copy()
    links: dict[str, Any] = {"number": page.number, "last": paginator.num_pages}
    for name, there, number in (
        ("before", page.has_previous(), page.number - 1),
        ("after", page.has_next(), page.number + 1),
    ):
        query["page"] = str(number)
        links[name] = f"?{query.urlencode()}" if there else ""
    return list(page.object_list), links
