"""The forms of an activity as a whole, and of a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy

from banggiao.activities.forms.fields import LineField
from banggiao.activities.models import Activity, Series
from banggiao.agreements.enums import TopicName
from banggiao.agreements.models import Instrument
from banggiao.core.forms import RecordForm, Rows
from banggiao.core.pickers import RecordField, RecordsField
from banggiao.documents.models import Document
from banggiao.duties.queries import possible_owners
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NAMES = ("name_vi", "name_en", "name_ja", "name_native")
ONE_A_LINE = gettext_lazy("One a line; a part of the name or the abbreviation will do.")


class Section(NamedTuple):
    """A part of a long form: its heading, its rows, and whether it may stay folded.

    A ``tabular`` one has rows of the same shape: only the first shows its labels on a wide screen.
    """

    title: str | _StrPromise
    rows: Rows
    folded: bool = False
    tabular: bool = False
    hint: str | _StrPromise = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as the template draws it; a folded one is open where something stands in it."""

    title: str
    hint: str
    rows: list[list[forms.BoundField]]
    folded: bool
    tabular: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to begin the form anew with what fits one kind."""

    label: str
    url: str
    current: bool


class SectionedForm(RecordForm):
    """A long form in sections; what few people need is folded away."""

    template_name = "activities/forms/sections.html"
    parts: ClassVar[tuple[Section, ...]] = ()
    kinds: tuple[Choice, ...] = ()

    def sections(self) -> tuple[Section, ...]:
        """Give the sections of this form."""
        return self.parts

    def shown(self) -> list[Shown]:
        """Give the sections; fields that none of them names come last, unfolded."""
        parts = self.sections()
        placed = {name for part in parts for row in part.rows for name in row}
        rest = tuple((f.name,) for f in self.visible_fields() if f.name not in placed)
        sections = [self._section(part) for part in (*parts, Section("", rest))]
        return [section for section in sections if section.rows]

    def _section(self, part: Section) -> Shown:
        rows = [[self[name] for name in row if name in self.fields] for row in part.rows]
        fields = [field for row in rows for field in row]
        return Shown(
            title=str(part.title),
            hint=str(part.hint),
            rows=[row for row in rows if row],
            folded=part.folded,
            tabular=part.tabular,
            open=any(field.errors or _stands(field) for field in fields),
        )


def _stands(field: forms.BoundField) -> bool:
    if field.name == "classification":
        return False
    value = field.value()
    return value not in (None, "", [], False)


class ActivityForm(SectionedForm):
    """An activity without its parts: bodies, people and the programme have forms of their own."""

    plan_line = LineField(
        label=gettext_lazy("Plan line"),
        required=False,
        help_text=gettext_lazy("Leave empty where it is not in the plan of its year."),
    )
    series = RecordField(Series, label=gettext_lazy("Series"), required=False)
    instruments = RecordsField(
        Instrument,
        label=gettext_lazy("Agreements it carries out"),
        required=False,
        help_text=ONE_A_LINE,
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        choices=TopicName.choices,
        required=False,
        widget=forms.SelectMultiple({"size": 4}),
        help_text=gettext_lazy("Hold Ctrl to choose several."),
    )
    outside_act = RecordField(Document, label=gettext_lazy("Paper that allowed it"), required=False)
    parts: ClassVar[tuple[Section, ...]] = (
        Section(
            gettext_lazy("What and when"),
            (
                ("kind", "mode"),
                ("name_vi", "name_en"),
                ("start", "end"),
                ("country", "place"),
                ("plan_line",),
                ("purpose",),
            ),
        ),
        Section(
            gettext_lazy("Who is in charge"),
            (("lead_unit", "owner"), ("level", "headcount"), ("headcount_is_about",)),
        ),
        Section(
            gettext_lazy("Series, agreements and topics"),
            (("series", "edition"), ("instruments", "topics")),
            folded=True,
        ),
        Section(
            gettext_lazy("Outside the plan"),
            (("outside_ground",), ("outside_act", "outside_act_text")),
            folded=True,
        ),
        Section(
            gettext_lazy("Money, other names, class"),
            (("cost", "funding"), ("name_ja", "name_native"), ("remark", "classification")),
            folded=True,
        ),
    )

    class Meta:
        model = Activity
        fields = (
            *NAMES,
            "kind",
            "mode",
            "start",
            "end",
            "country",
            "place",
            "series",
            "edition",
            "plan_line",
            "outside_ground",
            "outside_act",
            "outside_act_text",
            "purpose",
            "level",
            "headcount",
            "headcount_is_about",
            "cost",
            "funding",
            "lead_unit",
            "owner",
            "remark",
            "classification",
        )
        widgets = {
            "purpose": forms.Textarea({"rows": 3}),
            "outside_ground": forms.Textarea({"rows": 2}),
            "remark": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = possible_owners(self.instance.owner_id)
        if self.instance.pk:
            self.initial["topics"] = [topic.name for topic in self.instance.topics.all()]
            links = self.instance.instruments.order_by("pk")
            self.initial["instruments"] = list(links.values_list("instrument_id", flat=True))


class SeriesForm(RecordForm):
    """A row of activities that come again."""

    organiser = RecordField(Organisation, label=gettext_lazy("Held by"), required=False)
    layout: ClassVar[Rows] = (
        ("name_vi", "name_en"),
        ("name_ja", "name_native"),
        ("organiser", "classification"),
        ("remark",),
    )

    class Meta:
        model = Series
        fields = (*NAMES, "organiser", "remark", "classification")
        widgets = {"remark": forms.Textarea({"rows": 3})}
