"""What is asked of a paper, whatever it is about: up to which class, in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banggiao.core.enums import Classification

if TYPE_CHECKING:
    from banggiao.core.access import Viewer

LANGUAGES = ("vi", "en")
"""The languages in which papers are written."""

SPOKEN = {"vi": _("Vietnamese"), "en": _("English")}


class PaperForm(forms.Form):
    """Up to which class and in which language. ``least``: the class the paper has in any case."""

    classification = forms.TypedChoiceField(
        label=_("Up to the class"),
        coerce=int,
        help_text=_("The paper names records up to this class and shows it."),
    )
    lang = forms.ChoiceField(label=_("Language"), choices=[(one, SPOKEN[one]) for one in LANGUAGES])

    def __init__(self, *args: Any, user: Viewer, least: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [one for one in Classification.choices if least <= one[0] <= user.clearance]
        field: Any = self.fields["classification"]
        field.choices = choices
        field.initial = max(least, min(int(Classification.INTERNAL), user.clearance))
        spoken = (get_language() or "vi")[:2]
        self.fields["lang"].initial = spoken if spoken in LANGUAGES else LANGUAGES[0]
