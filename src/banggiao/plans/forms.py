"""Forms of this room. They check and collect; the actions write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.enums import Role
from banggiao.accounts.models import Unit
from banggiao.agreements.models import Instrument
from banggiao.core.dates import PartialDateFormField
from banggiao.core.forms import ActionForm, RecordForm, Rows
from banggiao.core.pickers import RecordField, RecordsField
from banggiao.core.text import check_text
from banggiao.documents.models import Document
from banggiao.duties.queries import possible_owners
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models import Country, Organisation
from banggiao.plans.enums import Funding, Mode, PlanStatus
from banggiao.plans.fields import DayField, MoneyField
from banggiao.plans.models import Plan, PlanLine

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from banggiao.accounts.models import User

THREE_ROWS = forms.Textarea({"rows": 3})


class PlanForm(RecordForm):
    """The plan of a year as a whole."""

    layout: ClassVar[Rows] = (("year", "classification"), ("remark",))

    class Meta:
        model = Plan
        fields = ("year", "classification", "remark")
        widgets = {"remark": THREE_ROWS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.instance
        if plan.pk and (plan.status != PlanStatus.DRAFT or plan.lines.exists()):
            del self.fields["year"]


class LineForm(RecordForm):
    """A line of a plan."""

    partners = RecordsField(
        Organisation,
        label=_("Partners"),
        required=False,
        help_text=_("One a line; a part of the name or the abbreviation will do."),
    )
    instrument = RecordField(Instrument, label=_("Under the agreement"), required=False)
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("kind", "topic"),
        ("partners", "country"),
        ("place", "mode"),
        ("start", "end"),
        ("level", "people"),
        ("days", "lead_unit"),
        ("cost", "funding"),
        ("basis", "instrument"),
        ("purpose", "remark"),
        ("owner", "classification"),
    )

    class Meta:
        model = PlanLine
        fields = (
            "name_vi",
            "name_en",
            "name_ja",
            "name_native",
            "kind",
            "topic",
            "country",
            "place",
            "mode",
            "start",
            "end",
            "level",
            "people",
            "days",
            "lead_unit",
            "cost",
            "funding",
            "basis",
            "purpose",
            "remark",
            "owner",
            "classification",
        )
        field_classes = {"cost": MoneyField}
        labels = {
            "name_vi": _("What is planned, in Vietnamese"),
            "name_en": _("In English"),
            "name_ja": _("In Japanese"),
            "name_native": _("In the partner's language"),
        }
        help_texts = {"end": _("Leave empty where the line is for a month or a quarter.")}
        widgets = {"basis": THREE_ROWS, "purpose": THREE_ROWS, "remark": THREE_ROWS}

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, country, owner = (self.fields[name] for name in ("lead_unit", "country", "owner"))
        _limit(units, _units_for(user))
        _limit(country, Country.objects.order_by("sort_key"))
        _limit(owner, possible_owners(self.instance.owner_id))
        if self.instance.pk:
            partners = self.instance.partners.order_by("pk")
            self.initial["partners"] = list(partners.values_list("organisation_id", flat=True))
            self.initial["instrument"] = self.instance.instrument_id
        elif user and user.role == Role.CONTRIBUTOR:
            self.initial["lead_unit"] = user.unit_id


def _limit(field: forms.Field, queryset: QuerySet[Any]) -> None:
    choice: Any = field
    choice.queryset = queryset


def _units_for(user: User | None) -> QuerySet[Unit]:
    """Give the units a line may be led by: a contributor registers wishes of the own one only."""
    units = Unit.objects.order_by("sort_key")
    if user is None or user.role != Role.CONTRIBUTOR:
        return units
    return units.filter(pk=user.unit_id or 0)


class FrozenLineForm(RecordForm):
    """What may change of a line that was approved: who sees to it, and who may see it."""

    layout: ClassVar[Rows] = (("owner", "classification"),)

    class Meta:
        model = PlanLine
        fields = ("owner", "classification")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _limit(self.fields["owner"], possible_owners(self.instance.owner_id))


def ground_field() -> forms.CharField:
    """Ask on what ground a plan changes."""
    return forms.CharField(
        label=_("On what ground"),
        max_length=2000,
        validators=[check_text],
        widget=THREE_ROWS,
        help_text=_("For example: the partner asks for another date; the host cannot receive us."),
    )


def act_field() -> RecordField:
    """Ask which paper of the register decided it."""
    return RecordField(Document, label=_("Deciding paper"), required=False)


def act_text_field() -> forms.CharField:
    """Ask for number and date of a paper that is not in the register."""
    return forms.CharField(
        label=_("Number and date of the deciding paper"),
        required=False,
        max_length=300,
        validators=[check_text],
        help_text=_("Where the paper itself is not in the register."),
    )


class DecisionForm(ActionForm, forms.Form):
    """An adjustment: when it was decided, on what ground, by which paper. Enough to drop a line."""

    first: ClassVar[Rows] = ()
    decided_on = DayField(label=_("Decided on"))
    ground = ground_field()
    act = act_field()
    act_text = act_text_field()

    @property
    def layout(self) -> Rows:
        """What the change is stands first."""
        return (*self.first, ("decided_on",), ("ground",), ("act", "act_text"))


class PostponeLineForm(DecisionForm):
    """Other dates."""

    first: ClassVar[Rows] = (("start", "end"),)
    start = PartialDateFormField(
        label=_("New date, from"),
        required=False,
        help_text=_("A day, a month or a quarter. Leave empty where there is no new date."),
    )
    end = PartialDateFormField(label=_("Until"), required=False)


class ModeForm(DecisionForm):
    """Another way to meet."""

    first: ClassVar[Rows] = (("mode",),)
    mode = forms.ChoiceField(
        label=_("How people meet now"), choices=Mode.choices, initial=Mode.ONLINE
    )


class LevelForm(DecisionForm):
    """Another level of the head."""

    first: ClassVar[Rows] = (("level",),)
    level = forms.ChoiceField(label=_("New level of the head"), choices=OfficeLevel.choices)


class CostForm(DecisionForm):
    """Another cost."""

    first: ClassVar[Rows] = (("cost", "funding"),)
    cost = MoneyField(label=_("New cost in dong"))
    funding = forms.ChoiceField(
        label=_("Source of money"),
        choices=[("", _("As before")), *Funding.choices],
        required=False,
    )


class LateLineForm(LineForm):
    """A line that comes into an approved plan, with the decision that adds it."""

    decided_on = DayField(label=_("Decided on"))
    ground = ground_field()
    act = act_field()
    act_text = act_text_field()
    layout: ClassVar[Rows] = (
        ("decided_on",),
        ("ground",),
        ("act", "act_text"),
        *LineForm.layout,
    )


class CommentForm(ActionForm, forms.Form):
    """A step of a plan, with a comment."""

    comment = forms.CharField(
        label=_("Comment"), max_length=4000, validators=[check_text], widget=THREE_ROWS
    )

    def __init__(self, *args: Any, is_required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = is_required


class ApproveForm(ActionForm, forms.Form):
    """The paper that approves a plan."""

    layout: ClassVar[Rows] = (("approved_on",), ("document", "text"), ("comment",))
    approved_on = DayField(label=_("Approved on"))
    document = RecordField(Document, label=_("Approving paper"), required=False)
    text = forms.CharField(
        label=_("Number and date of the approving paper"),
        required=False,
        max_length=300,
        validators=[check_text],
        help_text=_("Where the paper itself is not in the register."),
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=4000,
        validators=[check_text],
        widget=THREE_ROWS,
    )


class CopyForm(ActionForm, forms.Form):
    """Which lines of another year to take over."""

    lines = forms.ModelMultipleChoiceField(
        PlanLine.objects.none(),
        label=_("Lines to copy"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one line to copy.")},
    )

    def __init__(self, *args: Any, lines: QuerySet[PlanLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lines"]
        field.queryset = lines
        field.label_from_instance = _as_choice


def _as_choice(line: Any) -> str:
    return " · ".join((f"{line.number}. {line}", str(line.get_kind_display())))


def this_year() -> int:
    """Give the year a new plan is most likely for."""
    today = timezone.localdate()
    return today.year + 1 if today.month > 6 else today.year
