"""What is asked of a register's paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.papers.making import LANGUAGES
from banggiao.agreements.papers.register import FIRST_YEAR
from banggiao.core.enums import Classification

if TYPE_CHECKING:
    from banggiao.accounts.models import User

FORMATS = {"docx": "Word (.docx)", "xlsx": "Excel (.xlsx)"}
"""No PDF: LibreOffice takes seconds, and no page waits for it. The command makes it."""

SPOKEN = {"vi": _("Vietnamese"), "en": _("English")}


class RegisterForm(forms.Form):
    """Which paper: the register or the list of a year, up to which class, in which form."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        help_text=_("Leave empty for the whole register as it is today."),
    )
    classification = forms.TypedChoiceField(
        label=_("Up to the class"),
        coerce=int,
        help_text=_("The paper names records up to this class and shows it."),
    )
    lang = forms.ChoiceField(label=_("Language"), choices=[(one, SPOKEN[one]) for one in LANGUAGES])
    format = forms.ChoiceField(label=_("Form"), choices=list(FORMATS.items()))

    def __init__(self, *args: Any, user: User, today_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [one for one in Classification.choices if one[0] <= user.clearance]
        field: Any = self.fields["classification"]
        field.choices = choices
        field.initial = min(int(Classification.INTERNAL), user.clearance)
        year: Any = self.fields["year"]
        year.max_value = today_year
        year.widget.attrs |= {"max": today_year, "min": FIRST_YEAR}
