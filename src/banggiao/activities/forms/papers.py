"""What is asked of the log of delegations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.activities.papers.log import FIRST_YEAR
from banggiao.core.papers.forms import PaperForm

if TYPE_CHECKING:
    from banggiao.accounts.models import User


class LogForm(PaperForm):
    """Which year, up to which class, in which language."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR)
    field_order = ("year", "classification", "lang")

    def __init__(self, *args: Any, user: User, today_year: int, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        year: Any = self.fields["year"]
        year.initial = year.max_value = today_year
        year.widget.attrs |= {"max": today_year, "min": FIRST_YEAR}
