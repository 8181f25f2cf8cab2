"""Forms of the path of a text and of its rules."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.enums import InNameOf, InstrumentKind
from banggiao.agreements.models import PathEntry, PathStep, SigningRule
from banggiao.core.dates import DayField, PartialDate
from banggiao.core.forms import PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.documents.models import Document
from banggiao.duties.enums import Matter

SEVERAL = _("Hold Ctrl to choose several. None chosen: all.")
RULE_ROWS: Rows = (
    ("basis",),
    ("valid_from", "valid_until"),
    ("confirmed_by",),
    ("remark",),
)


class StepDoneForm(PartForm):
    """That a step was done: the day, the paper that shows it, who did it."""

    part_of = "instrument"
    paper = RecordField(
        Document,
        label=_("Paper in the register"),
        required=False,
        help_text=_("Type a part of its title or its number and choose."),
    )
    layout: ClassVar[Rows] = (
        ("on", "done_by"),
        ("paper_text", "paper"),
        ("remark",),
        ("why_late",),
    )

    class Meta:
        model = PathEntry
        fields = ("on", "done_by", "paper_text", "paper", "remark", "why_late")
        widgets = {"remark": forms.Textarea({"rows": 3})}
        help_texts = {
            "paper_text": _(
                "For example 123/BNG-LPQT of 5/3/2026. Where the paper is in the register, name it"
                " beside."
            ),
            "why_late": _(
                "Only for old texts: then the day and the paper may be unknown, and steps before"
                " may be missing."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.initial["on"]:
            self.initial["on"] = PartialDate.parse(timezone.localdate().isoformat())


class ReturnedForm(StepDoneForm):
    """Corrects a return or a skipped step: its day and its words."""

    layout: ClassVar[Rows] = (("on", "done_by"), ("paper_text", "paper"), ("remark",))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["why_late"]


class ReturnForm(ReturnedForm):
    """That a text goes back to an earlier step, with comments."""

    back_to = forms.ModelChoiceField(label=_("Back to the step"), queryset=PathStep.objects.none())
    layout: ClassVar[Rows] = (("back_to", "on"), ("remark",), ("done_by",), ("paper_text", "paper"))

    def __init__(self, *args: Any, steps: list[PathStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["back_to"]
        field.queryset = PathStep.objects.filter(pk__in=[step.pk for step in steps])
        self.initial["back_to"] = steps[-1].pk if steps else None
        self.fields["remark"].label = _("Comments")
        self.fields["remark"].required = True
        self.fields["done_by"].label = _("Who returned it")


class RuleForm(RecordForm):
    """What every rule asks: its basis, when it holds, who confirmed it."""

    valid_from = DayField(label=_("Holds from"), required=False)
    valid_until = DayField(label=_("Holds until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reason" in self.fields:
            self.fields["reason"].required = True


class PathStepForm(RuleForm):
    """A step of the path: for whom it is, what it needs, on what it rests."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of text"),
        choices=InstrumentKind.choices,
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text=SEVERAL,
    )
    names = forms.MultipleChoiceField(
        label=_("Signed in the name of"),
        choices=InNameOf.choices,
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text=SEVERAL,
    )
    needs = forms.MultipleChoiceField(
        label=_("Steps it needs"),
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text=_("These must be done before. Hold Ctrl to choose several."),
    )
    deadline = forms.ChoiceField(
        label=_("Deadline"),
        required=False,
        choices=[("", ""), *Matter.choices],
        help_text=_("It counts from the day of the steps it needs, by the rule of that matter."),
    )
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "place"),
        ("kinds", "names"),
        ("needs", "deadline"),
        ("needs_paper", "may_be_skipped", "repeats"),
        *RULE_ROWS,
    )

    class Meta:
        model = PathStep
        fields = (
            *("name_vi", "name_en", "name_ja", "place"),
            *("kinds", "names", "needs", "deadline"),
            *("needs_paper", "may_be_skipped", "repeats"),
            *("basis", "valid_from", "valid_until", "confirmed_by", "remark"),
        )
        widgets = {"remark": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs: Any = self.fields["needs"]
        others = PathStep.objects.exclude(pk=self.instance.pk)
        needs.choices = [(step.code, str(step)) for step in others]
        for name in ("kinds", "names", "needs"):
            self.initial[name] = getattr(self.instance, name).split()


class SigningRuleForm(RuleForm):
    """Whether units of a kind may sign."""

    layout: ClassVar[Rows] = (("kind", "words"), ("may_sign",), *RULE_ROWS)

    class Meta:
        model = SigningRule
        fields = (
            *("kind", "words", "may_sign"),
            *("basis", "valid_from", "valid_until", "confirmed_by", "remark"),
        )
        widgets = {"remark": forms.Textarea({"rows": 3})}
