"""Forms of imports: handing a file in, naming its columns, answering, correcting a row."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.activities.models import Activity
from banggiao.agreements.models import Instrument
from banggiao.core.enums import Classification
from banggiao.core.forms import ActionForm, Rows
from banggiao.core.pickers import RecordField, give_viewer
from banggiao.exchange.books.limits import MAX_FILE, MEGABYTE
from banggiao.exchange.enums import AnswerKind, Decision, Kind
from banggiao.exchange.kinds.fields import MULTIPLE, fields_of
from banggiao.exchange.kinds.mapping import NOTHING
from banggiao.exchange.models.imports import AUTO
from banggiao.exchange.reading.register import SURE
from banggiao.exchange.words import label_of
from banggiao.partners.models import Organisation, Person
from banggiao.plans.models import PlanLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.core.models import Record
    from banggiao.exchange.models import ImportRow
    from banggiao.exchange.queries.imports import Question
    from banggiao.exchange.reading.register import Match

ENDINGS = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv"
NEW, WORDS, OTHER = "new", "words", "other"
CODE = "code"
KINDS = [(AUTO, gettext_lazy("Find out from the headings")), *Kind.choices]
MODELS: dict[str, type[Record]] = {
    Kind.ACTIVITIES: Activity,
    Kind.INSTRUMENTS: Instrument,
    Kind.PLAN: PlanLine,
    Kind.ORGANISATIONS: Organisation,
    Kind.PEOPLE: Person,
    AnswerKind.ORGANISATION: Organisation,
    AnswerKind.PERSON: Person,
}
"""What is written of each kind of row, and what each kind of question asks for."""
LIKELY = 0.85
SHOWN = 3
"""So many questions stand above the rows; the others are folded away."""
LONGEST = 32_767
"""What a cell of a spreadsheet holds."""


class ImportForm(ActionForm, forms.Form):
    """A file, what it holds, and its class."""

    layout: ClassVar[Rows] = (("file",), ("kind", "year", "classification"))

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        error_messages={"required": gettext_lazy("Choose a file.")},
        # One that is empty is refused by the reading, like all that is wrong with a file.
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ENDINGS, "class": "drop"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it holds"),
        choices=KINDS,
        help_text=gettext_lazy("Choose it yourself if the headings say little."),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of the plan"),
        required=False,
        min_value=1950,
        max_value=2100,
        help_text=gettext_lazy("Only for a plan whose title does not name its year."),
    )
    classification = forms.TypedChoiceField(
        label=gettext_lazy("Class"),
        coerce=int,
        help_text=gettext_lazy("Of the file, and of every record it makes."),
    )

    def __init__(self, *args: Any, clearance: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["classification"]
        field.choices = [(v, label) for v, label in Classification.choices if v <= clearance]
        self.initial.setdefault("classification", min(Classification.INTERNAL, clearance))
        self.fields["file"].help_text = _(
            "Drop the file here or choose it: .xlsx, .xls, .ods or .csv, at most %(limit)s MB. "
            "Nothing is written into the register before you confirm it."
        ) % {"limit": MAX_FILE // MEGABYTE}


class KindForm(ActionForm, forms.Form):
    """What a file holds, where it was taken for something else."""

    kind = forms.ChoiceField(label=gettext_lazy("What it holds"), choices=KINDS)


class ColumnsForm(ActionForm, forms.Form):
    """The columns of one table, each with the field it tells."""

    def __init__(
        self, *args: Any, kind: str, columns: Sequence[Mapping[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        fields = [(name, label_of(name)) for name in fields_of(kind)]
        choices = [(NOTHING, _("(not brought in)")), *fields]
        for column in columns:
            self.fields[f"c{column['number']}"] = forms.ChoiceField(
                label=column["heading"] or column["column"],
                choices=choices,
                initial=column["field"] or NOTHING,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a field that two columns would fill, where only one can."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for name, value in list(cleaned.items()):
            if value in MULTIPLE | {NOTHING}:
                continue
            if value in taken:
                message = _("“%(field)s” is told by another column already: %(other)s.") % {
                    "field": label_of(value),
                    "other": self.fields[taken[value]].label,
                }
                self.add_error(name, ValidationError(message, code="field_twice"))
            taken.setdefault(value, name)
        return cleaned

    @property
    def chosen(self) -> dict[int, str]:
        """The field of each column by its number, as `choose_columns` takes it."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each column with its control."""
        return [
            {"column": column, "field": self[f"c{column['number']}"]} for column in self.columns
        ]


class AnswersForm(ActionForm, forms.Form):
    """The questions of an import, each with what its text may mean. None has to be answered."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], viewer: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {key_of(one): one for one in questions}
        for key, one in self.questions.items():
            offered = [(f"code:{match.code}", match.label) for match in one.candidates]
            choices = [("", ""), *offered, (NEW, ""), (WORDS, ""), (OTHER, "")]
            self.fields[key] = forms.ChoiceField(
                label=one.text,
                choices=choices,
                required=False,
                initial=_said(one),
                widget=forms.RadioSelect,
            )
            self.fields[f"{key}-other"] = RecordField(
                MODELS[one.what],
                label=_("“%(text)s”, another one of the register") % {"text": one.text},
                required=False,
            )
        give_viewer(self, viewer)

    def clean(self) -> dict[str, Any]:
        """Refuse "another one" without saying which."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in self.questions:
            other = f"{key}-other"
            if cleaned.get(key) == OTHER and not cleaned.get(other) and not self.errors.get(other):
                self.add_error(other, ValidationError(_("Say which one."), code="required"))
        return cleaned

    @cached_property
    def open_rows(self) -> list[dict[str, Any]]:
        """The questions that wait for an answer, each with its controls."""
        return [self._row(key) for key, one in self.questions.items() if one.answer is None]

    @property
    def first_rows(self) -> list[dict[str, Any]]:
        """The open questions that stand above the rows: those in most rows of the file."""
        return self.open_rows[: self._shown]

    @property
    def more_rows(self) -> list[dict[str, Any]]:
        """The other open questions, folded away so that the rows stay in sight."""
        return self.open_rows[self._shown :]

    @property
    def _shown(self) -> int:
        """How many stand in sight: a single one is never folded away."""
        return SHOWN if len(self.open_rows) > SHOWN + 1 else SHOWN + 1

    @property
    def answered_rows(self) -> list[dict[str, Any]]:
        """Those that were answered before."""
        return [self._row(key) for key, one in self.questions.items() if one.answer is not None]

    def _row(self, key: str) -> dict[str, Any]:
        one, field = self.questions[key], self[key]
        said = field.value() or ""
        is_body = one.what == AnswerKind.ORGANISATION
        choices = [
            *((f"code:{m.code}", m.label, _beside(m, one)) for m in one.candidates),
            (NEW, _("a new partner") if is_body else _("a new person"), ""),
            (WORDS, _("leave it as words"), ""),
            (OTHER, _("another one:"), ""),
        ]
        shown = [
            {
                "value": value,
                "label": label,
                "sub": sub,
                "id": f"{field.auto_id}-{place}",
                "checked": value == said,
            }
            for place, (value, label, sub) in enumerate(choices)
        ]
        return {"question": one, "field": field, "other": self[f"{key}-other"], "choices": shown}

    @property
    def answers(self) -> list[tuple[Question, dict[str, Any]]]:
        """What was answered, as `answer_question` takes it. A name typed in counts as chosen."""
        found: list[tuple[Question, dict[str, Any]]] = []
        for key, one in self.questions.items():
            said, other = self.cleaned_data.get(key, ""), self.cleaned_data.get(f"{key}-other")
            if said == self.initial_of(key) and not other:
                continue
            if other and said in {"", OTHER, self.initial_of(key)}:
                found.append((one, {"code": other.code}))
            elif said.startswith("code:"):
                found.append((one, {"code": said.removeprefix("code:")}))
            elif said in {NEW, WORDS}:
                found.append((one, {"is_new": said == NEW}))
        return found

    def initial_of(self, key: str) -> str:
        """Give what was answered before; empty where nothing was."""
        return _said(self.questions[key])


def _said(question: Question) -> str:
    """Give the choice that was answered; of a record that is no candidate, "another one"."""
    answer = question.answer
    if answer is None:
        return ""
    if not answer.code:
        return NEW if answer.is_new else WORDS
    is_offered = any(match.code == answer.code for match in question.candidates)
    return f"code:{answer.code}" if is_offered else OTHER


def _beside(match: Match, question: Question) -> str:
    """Say beside the name of a candidate where it is, and how sure it is."""
    place = question.places.get(match.country, "")
    return " · ".join(filter(None, (place, sureness_words(match.sureness))))


def sureness_words(sureness: float) -> str:
    """Say how sure a match is."""
    if sureness >= SURE:
        return _("by this very name")
    return _("quite like it") if sureness >= LIKELY else _("somewhat like it")


def key_of(question: Question) -> str:
    """Give the name of a question's control, which stays when other questions are answered."""
    text = f"{question.what}\n{question.text}".encode()
    return f"q{hashlib.sha256(text).hexdigest()[:16]}"


class AskForm(ActionForm, forms.Form):
    """Asks once more."""


class RowForm(ActionForm, forms.Form):
    """The texts of a row, field by field, and what becomes of it.

    ``texts`` are those that were read last; a corrected one that becomes again what stands in the
    file is no correction any more.
    """

    decision = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"), required=False, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        row: ImportRow,
        texts: Mapping[str, str],
        candidates: Sequence[tuple[str, str]],
        viewer: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.texts = row, texts
        decision: Any = self.fields["decision"]
        decision.choices = [
            ("", _("Decide by what stands in it")),
            (Decision.NEW, _("Enter it as a new record")),
            *((f"{Decision.UPDATE}:{code}", label) for code, label in candidates),
            (Decision.LEFT_OUT, _("Leave it out")),
        ]
        self.initial["decision"] = _decided(row) if row.chosen else ""
        if row.kind != Kind.PEOPLE:  # who has no code in a file: one is asked about each name
            self.fields["target"] = RecordField(
                MODELS[row.kind], label=_("It is another record"), required=False
            )
        for name, text in texts.items():
            lines = min(text.count("\n") + 1, 6)
            self.fields[f"t-{name}"] = forms.CharField(
                label=label_of(name),
                required=False,
                strip=False,
                max_length=LONGEST,
                initial=text,
                widget=forms.Textarea({"rows": lines, "spellcheck": "false"}),
            )
        give_viewer(self, viewer)

    @property
    def corrected(self) -> dict[str, str]:
        """The texts that somebody changed. Browsers send line ends of their own."""
        typed = {name: self.cleaned_data[f"t-{name}"] for name in self.texts}
        changed = {
            name: text
            for name, value in typed.items()
            if (text := value.replace("\r\n", "\n").strip()) != self.texts[name].strip()
        }
        changed = {n: text for n, text in changed.items() if not self._is_undone(n, text)}
        target = self.cleaned_data.get("target")
        # A record is named by its code, as a file that came from the register names it.
        return changed | {CODE: target.code} if target else changed

    @property
    def undone(self) -> list[str]:
        """The fields whose correction somebody took back by typing what stands in the file."""
        typed = {name: self.cleaned_data[f"t-{name}"] for name in self.row.corrections}
        return [
            name
            for name, value in typed.items()
            if self._is_undone(name, value.replace("\r\n", "\n").strip())
        ]

    def _is_undone(self, name: str, text: str) -> bool:
        in_file = "\n".join(self.row.texts.get(name, ())).strip()
        return name in self.row.corrections and bool(in_file) and text == in_file

    @property
    def decided(self) -> tuple[str, str] | None:
        """The decision and its record, where somebody said another one than before."""
        said = self.cleaned_data["decision"]
        if said == self.initial["decision"]:
            return None
        decision, _colon, code = said.partition(":")
        return decision, code


def _decided(row: ImportRow) -> str:
    return f"{row.decision}:{row.target}" if row.decision == Decision.UPDATE else row.decision
