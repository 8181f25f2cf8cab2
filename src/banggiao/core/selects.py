"""A drop-down as HTML.

Written in Python, not as a template: a list of countries has 250 options, and a template for each,
as Django has it, takes longer than the list that it filters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

TEMPLATE = "django/forms/widgets/select.html"
"""What Django calls the template of a drop-down."""


def select(widget: dict[str, Any]) -> SafeString:
    """Give the drop-down that Django describes for its template."""
    groups = "".join(_group(label, options) for label, options, _index in widget["optgroups"])
    opening = f'<select name="{escape(widget["name"])}"{flatatt(widget["attrs"])}>'
    return mark_safe(f"{opening}{groups}</select>")  # noqa: S308  # each part was escaped


def _group(label: object, options: Iterable[dict[str, Any]]) -> str:
    listed = "".join(
        f'<option value="{escape(str(option["value"]))}"'
        f"{flatatt(option['attrs']) if option['attrs'] else ''}>{escape(option['label'])}</option>"
        for option in options
    )
    return f'<optgroup label="{escape(label)}">{listed}</optgroup>' if label else listed
