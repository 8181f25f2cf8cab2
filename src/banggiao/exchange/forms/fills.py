"""One value for all rows of a file that lack it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.core.forms import ActionForm
from banggiao.exchange.enums import Kind
from banggiao.exchange.showing import choices_in
from banggiao.exchange.words import label_of
from banggiao.plans.queries.words import grouped

if TYPE_CHECKING:
    from banggiao.exchange.queries.import_fills import Fill, Lack

LONGEST = 5000


def name_of(kind: str, field: str) -> str:
    """Give the name of a field where no column stands above it."""
    if field == "kind" and kind in {Kind.ACTIVITIES, Kind.PLAN}:
        return _("Kind of activity")
    return label_of(field)


class FillForm(ActionForm, forms.Form):
    """What the rows that lack a field are to say: one of a closed list, or any words."""

    def __init__(self, *args: Any, lack: Lack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"fill-{lack.field}-%s"
        self.lack = lack
        name = name_of(lack.kind, lack.field)
        sentence = ngettext(
            "%(number)s row lacks this: %(field)s",
            "%(number)s rows lack this: %(field)s",
            lack.rows,
        )
        label = sentence % {"number": grouped(lack.rows), "field": name}
        needed = {"required": _("Type what these rows are to say.")}
        choices = choices_in(lack.kind, lack.field)
        self.fields["text"] = (
            forms.ChoiceField(
                label=label,
                choices=[("", "–"), *((one, one) for one in choices)],
                error_messages=needed,
            )
            if choices
            else forms.CharField(label=label, max_length=LONGEST, error_messages=needed)
        )


def fill_in_words(fill: Fill) -> str:
    """Say what was given to rows at once."""
    sentence = ngettext(
        "%(field)s of %(number)s row filled in: %(text)s",
        "%(field)s of %(number)s rows filled in: %(text)s",
        fill.rows,
    )
    name = name_of(fill.kind, fill.field)
    return sentence % {"number": grouped(fill.rows), "field": name, "text": fill.text}
