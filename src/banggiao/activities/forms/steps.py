"""The forms of the steps of an activity: from confirmed to held, postponed or cancelled."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.activities.forms.fields import LineField
from banggiao.core.dates import DayField, PartialDateFormField
from banggiao.core.forms import ActionForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.plans.enums import Mode


def _text(
    label: Any, *, limit: int, required: bool = False, rows: int = 0, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        validators=[check_text],
        widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput,
        help_text=help_text,
    )


class StepForm(ActionForm, forms.Form):
    """The day of a step."""

    on = DayField(
        label=_("Day"),
        required=False,
        initial=timezone.localdate,
        help_text=_("The day from which it counts. Left empty: today."),
    )


class StartForm(StepForm):
    """That an activity began."""


class ActForm(StepForm):
    """A step with the paper that decided it."""

    act = RecordField(Document, label=_("Deciding paper"), required=False)
    act_text = _text(
        _("Number and date of the deciding paper"),
        limit=300,
        help_text=_("Where the paper itself is not in the register."),
    )


class ConfirmForm(ActForm):
    """That an activity will take place, in the plan or outside it."""

    plan_line = LineField(label=_("Plan line"), required=False)
    outside_ground = _text(
        _("Why it was not in the plan"),
        limit=2000,
        rows=2,
        help_text=_("Only where no line of the plan is carried out."),
    )
    outside_act = RecordField(Document, label=_("Paper that allowed it"), required=False)
    outside_act_text = _text(
        _("Number and date of the paper that allowed it"),
        limit=300,
        help_text=_("Where the paper itself is not in the register."),
    )
    layout: ClassVar[Rows] = (
        ("on",),
        ("plan_line",),
        ("outside_ground",),
        ("outside_act", "outside_act_text"),
        ("act", "act_text"),
    )


class FinishForm(ActionForm, forms.Form):
    """That an activity took place: its true days, how many came, what it cost."""

    layout: ClassVar[Rows] = (("start", "end"), ("headcount", "cost"), ("on",))

    start = PartialDateFormField(label=_("It began"), required=False)
    end = PartialDateFormField(label=_("It ended"), required=False)
    headcount = forms.IntegerField(
        label=_("People in all"),
        required=False,
        min_value=0,
        help_text=_("Leave empty to count those who are named."),
    )
    cost = forms.IntegerField(label=_("Cost in dong"), required=False, min_value=0)
    on = DayField(
        label=_("Counts as held from"),
        required=False,
        help_text=_("Left empty: its last day, as far as that is over."),
    )


class ReasonedForm(ActForm):
    """A step that wants a ground: the plan said otherwise."""

    reason = _text(_("On what ground"), limit=2000, required=True, rows=3)
    layout: ClassVar[Rows] = (("reason",), ("on",), ("act", "act_text"))


class PostponeForm(ReasonedForm):
    """That an activity takes place later, with its new dates if they are known."""

    start = PartialDateFormField(
        label=_("New date, from"),
        required=False,
        help_text=_("Leave empty where no new date is known yet."),
    )
    end = PartialDateFormField(label=_("Until"), required=False)
    layout: ClassVar[Rows] = (("reason",), ("start", "end"), ("on",), ("act", "act_text"))


class ResumeForm(StepForm):
    """That a postponed activity has a date again."""

    start = PartialDateFormField(label=_("New date, from"))
    end = PartialDateFormField(label=_("Until"), required=False)
    layout: ClassVar[Rows] = (("start", "end"), ("on",))


class MoveOnlineForm(ReasonedForm):
    """That people meet online instead."""

    mode = forms.ChoiceField(
        label=_("How people meet"),
        choices=[(mode.value, mode.label) for mode in (Mode.ONLINE, Mode.HYBRID)],
    )
    layout: ClassVar[Rows] = (("reason",), ("mode", "on"), ("act", "act_text"))


class CancelForm(ReasonedForm):
    """That an activity will not take place."""
