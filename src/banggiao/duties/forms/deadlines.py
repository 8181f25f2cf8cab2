"""Forms of the rules of deadlines, and of counting by one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.core.dates import DayField
from banggiao.core.errors import Refused
from banggiao.core.forms import PartForm, Rows
from banggiao.duties.deadlines import DueDay, count, days_in_words, rules_on
from banggiao.duties.enums import DayUnit
from banggiao.duties.models import DeadlineRule
from banggiao.duties.models.deadlines import LONGEST


class DeadlineRuleForm(PartForm):
    """How many days, of which kind, from when, on what basis."""

    valid_from = DayField(label=_("Holds from"), required=False)
    valid_until = DayField(
        label=_("Holds until"),
        required=False,
        help_text=_("Give it where a newer rule follows: the past is counted by this one."),
    )
    confirmed_on = DayField(label=_("Confirmed on"), required=False)
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "matter"),
        ("days", "unit"),
        ("counts_from", "silence"),
        ("basis",),
        ("valid_from", "valid_until"),
        ("confirmed_by", "confirmed_on"),
    )

    class Meta:
        model = DeadlineRule
        fields = (
            *("name_vi", "name_en", "name_ja", "matter", "days", "unit"),
            *("counts_from", "silence", "basis"),
            *("valid_from", "valid_until", "confirmed_by", "confirmed_on"),
        )
        labels = {
            "name_vi": _("In Vietnamese"),
            "name_en": _("In English"),
            "name_ja": _("In Japanese"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        silence: Any = self.fields["silence"]
        silence.choices = [("", _("Nobody is asked")), *silence.choices[1:]]


class CountForm(forms.Form):
    """By which rule, or how many days, from which day. ``due`` is the answer."""

    layout: ClassVar[Rows] = (("rule",), ("days", "unit"), ("start",))

    rule = forms.ModelChoiceField(
        DeadlineRule.objects.none(),
        label=_("By the rule"),
        required=False,
        to_field_name="code",
        empty_label=_("No rule: so many days"),
    )
    days = forms.IntegerField(
        label=_("Number of days"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        help_text=_("Only without a rule."),
    )
    unit = forms.ChoiceField(label=_("Kind of days"), choices=DayUnit, required=False)
    start = DayField(label=_("Counted from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due: DueDay | None = None
        field: Any = self.fields["rule"]
        field.queryset = DeadlineRule.objects.order_by("sort_key", "pk")
        field.label_from_instance = _with_days
        self.initial.setdefault("start", timezone.localdate())
        self.initial.setdefault("rule", rules_on(timezone.localdate()).order_by("pk").first())

    def clean(self) -> dict[str, Any]:
        """Count; what cannot be counted says so beside its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        rule, days, start = (cleaned.get(name) for name in ("rule", "days", "start"))
        if self.errors or start is None:
            return cleaned
        if rule is not None and not rule.holds(start):
            message = _("This rule is not in force on that day. Choose the one that is.")
            self.add_error("rule", ValidationError(message, code="rule_not_valid"))
        elif rule is None and not days:
            message = _("Choose a rule, or give the number of days.")
            self.add_error("days", ValidationError(message, code="days_missing"))
        else:
            self._count(start, rule, days or 0, cleaned.get("unit") or DayUnit.WORKING)
        return cleaned

    def _count(self, start: Any, rule: DeadlineRule | None, days: int, unit: str) -> None:
        asked = (rule.days, rule.unit) if rule else (days, unit)
        try:
            self.due = count(start, *asked)
        except Refused as refused:
            self.add_error(refused.field, ValidationError(str(refused.message), code=refused.code))


def _with_days(rule: DeadlineRule) -> str:
    return f"{rule} ({days_in_words(rule.days, rule.unit)})"
