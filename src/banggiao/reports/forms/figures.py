"""Forms of figures: which period is shown, what a paper states, how a named period runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import PartialDateFormField
from banggiao.core.errors import Refused
from banggiao.core.forms import PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.partners.models import Organisation
from banggiao.reports.figures.labels import STATED_ONLY
from banggiao.reports.figures.registry import FIGURES, GROUPS
from banggiao.reports.models import PeriodRule, StatedFigure
from banggiao.reports.periods import (
    CALENDAR_YEAR,
    FIRST_YEAR,
    LAST_YEAR,
    between,
    period_of,
)

if TYPE_CHECKING:
    from banggiao.core.dates import PartialDate
    from banggiao.reports.figures import Period

OTHER = "other"


class PeriodForm(forms.Form):
    """Which period is shown: a named one with its year, or from one day to another.

    ``chosen`` gives it. What cannot be read says so beside its field, and this year is shown.
    """

    period = forms.ChoiceField(label=_("Period"), required=False)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [(rule.code, str(rule)) for rule in PeriodRule.objects.order_by("pk")]
        choices: Any = [*rules, ("", _("Between two days"))]
        field: Any = self.fields["period"]
        field.choices = choices
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = PartialDateFormField(
                label=label, required=False, help_text=_("Only without a named period.")
            )
        self.chosen: Period = period_of(CALENDAR_YEAR, timezone.localdate().year)

    def clean(self) -> dict[str, Any]:
        """Work out the period; two days go before a name."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.chosen = self._period(cleaned)
        except Refused as refused:
            field = refused.field if refused.field in self.fields else None
            self.add_error(field, ValidationError(str(refused.message), code=refused.code))
        return cleaned

    def _period(self, cleaned: dict[str, Any]) -> Period:
        first: PartialDate | None = cleaned.get("from")
        last: PartialDate | None = cleaned.get("to")
        if first or last:
            return between(_first_day(first), _last_day(last))
        year = cleaned.get("year") or timezone.localdate().year
        return period_of(cleaned.get("period") or CALENDAR_YEAR, year)

    def as_chosen(self) -> dict[str, Any]:
        """Give the values that name the period shown."""
        if self.chosen.code:
            return {"period": self.chosen.code, "year": self.chosen.year}
        typed = ("", *(day.isoformat() for day in (self.chosen.first, self.chosen.last)))
        return dict(zip(("period", "from", "to"), typed, strict=True))


def _first_day(value: PartialDate | None) -> Any:  # a day
    if value is None or value.earliest is None:
        raise Refused("day_missing", _("Give the first day, such as 1/1/2026."), field="from")
    return value.earliest


def _last_day(value: PartialDate | None) -> Any:  # a day
    if value is None or value.latest is None:
        raise Refused("day_missing", _("Give the last day, such as 31/12/2026."), field="to")
    return value.latest


def figure_choices() -> list[Any]:
    """Give all figures to choose from by group, those only old papers know, and another one."""
    groups: list[Any] = [
        (str(group.label), [(f.code, str(f.label)) for f in group.figures]) for group in GROUPS
    ]
    stated = [(code, str(label)) for code, label in STATED_ONLY.items()]
    groups.append((str(_("Only in old papers")), stated))
    return [("", ""), *groups, (OTHER, _("Another one, in words"))]


class StatedForm(RecordForm):
    """A number that a paper gives: of what, for when, whose, and from where."""

    figure = forms.ChoiceField(label=_("Figure"))
    other_figure = forms.CharField(
        label=_("Another figure, in words"),
        required=False,
        max_length=80,
        validators=[check_text],
        help_text=_("Only where the list does not have it."),
    )
    organisation = RecordField(
        Organisation,
        label=_("Whose number"),
        required=False,
        help_text=_("The body it is said of. Type a part of the name and choose."),
    )
    scope = forms.CharField(
        label=_("Whose number, in words"),
        required=False,
        max_length=80,
        validators=[check_text],
        help_text=_("Where it is said of no body in the register, such as a whole country."),
    )
    document = RecordField(
        Document,
        label=_("Paper that says so"),
        required=False,
        help_text=_("More sources can be entered on the number’s page."),
    )
    place = forms.CharField(
        label=_("Place in the paper"), required=False, max_length=200, validators=[check_text]
    )
    layout: ClassVar[Rows] = (
        ("figure", "other_figure"),
        ("value", "unit"),
        ("basis", "period"),
        ("organisation", "scope"),
        ("document", "place"),
        ("classification",),
        ("note",),
    )

    class Meta:
        model = StatedFigure
        fields = (
            "figure",
            "period",
            "organisation",
            "scope",
            "value",
            "unit",
            "basis",
            "note",
            "classification",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["figure"]
        field.choices = figure_choices()
        self.fields["period"].required = True
        self.fields["note"].widget = forms.Textarea({"rows": 3})
        if self.instance.pk:
            del self.fields["document"], self.fields["place"]
            if self.instance.figure not in FIGURES and self.instance.figure not in STATED_ONLY:
                self.initial.update(figure=OTHER, other_figure=self.instance.figure)

    def clean(self) -> dict[str, Any]:
        """Take the words where the list does not have the figure."""
        cleaned = super().clean()
        words = cleaned.pop("other_figure", "")
        if cleaned.get("figure") == OTHER:
            cleaned["figure"] = words
            if not words:
                self.add_error("other_figure", _("Say in words what the number counts."))
        return cleaned


class PeriodRuleForm(PartForm):
    """From which day to which a named period runs, and on what that rests."""

    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja",),
        ("first_day", "first_month", "first_year"),
        ("last_day", "last_month", "last_year"),
        ("basis",),
        ("confirmed_by",),
        ("valid_from", "valid_until"),
    )

    class Meta:
        model = PeriodRule
        fields = (
            *("name_vi", "name_en", "name_ja"),
            *("first_day", "first_month", "first_year"),
            *("last_day", "last_month", "last_year"),
            *("basis", "confirmed_by", "valid_from", "valid_until"),
        )
        help_texts: ClassVar[dict[str, Any]] = {
            "first_year": _("0 is the year asked for, -1 the year before."),
            "last_year": _("0 is the year asked for, -1 the year before."),
            "confirmed_by": _("Who at the agency confirmed it. Leave empty until somebody has."),
        }
