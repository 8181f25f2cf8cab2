"""Tags that every template has at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import get_language

from banggiao.core import cells, dates

if TYPE_CHECKING:
    from django.forms import BaseForm, BoundField
    from django.utils.safestring import SafeString

    from banggiao.core.tables import Cell

register = template.Library()


@register.filter
def partial_date(value: dates.PartialDate | None) -> str:
    """Show a date known in part as the active language writes it; nothing for an unknown one."""
    return dates.format_partial(value, get_language() or "vi") if value else ""


@register.filter
def content(cell: Cell, row_url: str = "") -> SafeString:
    """Show what stands in a cell of a list; with an address it is the row's link."""
    return cells.content(cell, row_url)


@register.filter
def layout_rows(form: BaseForm) -> list[list[BoundField]]:
    """Give the form's visible fields in the rows its ``layout`` asks for, the rest one a row."""
    layout: Any = getattr(form, "layout", ())
    placed = {name for row in layout for name in row}
    rows = [[form[name] for name in row if name in form.fields] for row in layout]
    rows += [[field] for field in form.visible_fields() if field.name not in placed]
    return [row for row in rows if row]
