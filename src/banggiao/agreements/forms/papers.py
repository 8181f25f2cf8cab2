"""What is asked of a register's paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.papers.making import BOOK
from banggiao.agreements.papers.register import FIRST_YEAR
from banggiao.core.papers.forms import PaperForm

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FORMATS = {
    "docx": "Word (.docx)",
    BOOK: _("Excel, the book as it is printed (.xlsx)"),
    "xlsx": _("Excel, every field (.xlsx)"),
}
"""No PDF: LibreOffice takes seconds, and no page waits for it. The command makes it."""


class RegisterForm(PaperForm):
    """Which paper: the register or the list of a year, up to which class, in which form."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        help_text=_("Leave empty for the whole register as it is today."),
    )
    format = forms.ChoiceField(label=_("Form"), choices=list(FORMATS.items()))
    field_order = ("year", "classification", "lang", "format")

    def __init__(self, *args: Any, user: User, today_year: int, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        year: Any = self.fields["year"]
        year.max_value = today_year
        year.widget.attrs |= {"max": today_year, "min": FIRST_YEAR}
