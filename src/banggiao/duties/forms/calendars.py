"""Forms of the days off of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import DayField
from banggiao.core.forms import ActionForm, PartForm, Rows
from banggiao.core.text import check_text
from banggiao.duties.models import CalendarYear, DayOff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.duties.proposals import Proposal

WEEKDAYS = (
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
)


class EnterYearForm(ActionForm, forms.Form):
    """Which of the days proposed are taken over, and on what basis."""

    layout: ClassVar[Rows] = (("days",), ("basis",))

    days = forms.MultipleChoiceField(
        label=_("Days proposed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Untick what does not hold. Missing days can be added afterwards."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        required=False,
        max_length=300,
        validators=[check_text],
        help_text=_("The decision that sets the days off of this year, with number and date."),
    )

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = {p.day.isoformat(): p for p in proposals}
        field: Any = self.fields["days"]
        field.choices = [(key, _words(p)) for key, p in self.proposals.items()]
        self.initial.setdefault("days", list(self.proposals))

    def taken(self) -> list[Proposal]:
        """Give the days that were left ticked."""
        return [self.proposals[key] for key in self.cleaned_data["days"]]


def _words(proposal: Proposal) -> str:
    day = date_format(proposal.day, "D d/m/Y")
    return f"{day}: {proposal.name_vi}"


class CalendarYearForm(PartForm):
    """The weekend of a year, its basis, and who confirmed it."""

    rest_days = forms.MultipleChoiceField(
        label=_("Weekend"),
        required=False,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    confirmed_on = DayField(label=_("Confirmed on"), required=False)
    layout: ClassVar[Rows] = (("basis",), ("confirmed_by", "confirmed_on"), ("rest_days",))

    class Meta:
        model = CalendarYear
        fields = ("rest_days", "basis", "confirmed_by", "confirmed_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["rest_days"] = list(self.instance.rest_days)

    def clean_rest_days(self) -> str:
        """Give the weekdays as the year keeps them."""
        days: list[str] = self.cleaned_data["rest_days"]
        if len(days) == len(WEEKDAYS):
            raise forms.ValidationError(_("At least one day of the week is worked."), "no_work")
        return "".join(sorted(days))


class DayOffForm(PartForm):
    """A day off, or a weekend day worked to make up for another."""

    day = DayField(label=_("Day"))
    layout: ClassVar[Rows] = (("day", "kind"), ("name_vi", "name_en"), ("name_ja",), ("basis",))

    class Meta:
        model = DayOff
        fields = ("day", "kind", "name_vi", "name_en", "name_ja", "basis")
        labels = {
            "name_vi": _("In Vietnamese"),
            "name_en": _("In English"),
            "name_ja": _("In Japanese"),
        }
