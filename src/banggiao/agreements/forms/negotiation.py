"""Forms of the negotiation table: they check and collect, actions write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.agreements.actions.items import KINDS
from banggiao.agreements.enums import CLAUSE_WORDS, Side
from banggiao.agreements.models import Position, Round, Seat, Wording
from banggiao.agreements.papers.bargain import Returned, read_returned
from banggiao.agreements.queries.negotiation import round_in_words
from banggiao.agreements.texts.changes import Changes
from banggiao.agreements.texts.reading import LARGEST_FILE
from banggiao.agreements.texts.wordings import fingerprint
from banggiao.core.dates.forms import PartialDateFormField
from banggiao.core.errors import Refused
from banggiao.core.forms import ActionForm, PartForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.core.text import check_text
from banggiao.documents.enums import Secrecy
from banggiao.documents.languages import name_of
from banggiao.documents.models import Document
from banggiao.partners.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.agreements.models import Item, Version
    from banggiao.agreements.panels import Meeting
    from banggiao.agreements.queries.partner_view import SharedClause

SIDES = [(Side.OURS.value, Side.OURS.label), (Side.THEIRS.value, Side.THEIRS.label)]
LONGEST = 50_000
FEW = 5
"""So many sentences of a file's changes stand beside the question what to do with them."""


def words_field(label: Any, rows: int = 8, *, required: bool = True) -> forms.CharField:
    """Give a field for the words of a clause."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        validators=[check_text],
        widget=forms.Textarea({"rows": rows}),
    )


class RoundField(forms.ChoiceField):
    """Gives the round something was said in, or None; the latest unless another is chosen."""

    def __init__(self, rounds: Iterable[Round]) -> None:
        self.rounds = {str(one.number): one for one in rounds}
        choices: list[tuple[str, Any]] = [("", _("Outside any round"))]
        choices += [(key, round_in_words(one)) for key, one in reversed(self.rounds.items())]
        latest = next(reversed(self.rounds), "")
        super().__init__(label=_("In round"), required=False, choices=choices, initial=latest)

    def clean(self, value: Any) -> Round | None:
        """Give the round of the number chosen."""
        return self.rounds.get(super().clean(value))


def language_choices(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Give languages by their names."""
    return [(language, name_of(language)) for language in languages]


class OpenForm(ActionForm, forms.Form):
    """From which version a negotiation begins, and in which language the table is worked on."""

    base = forms.ChoiceField(label=_("Version on the table"))
    language = forms.ChoiceField(label=pgettext_lazy("negotiation", "Working language"))
    opened = PartialDateFormField(label=_("Opened on"), required=False)
    layout: ClassVar[Rows] = (("base",), ("language", "opened"))

    def __init__(self, *args: Any, versions: Sequence[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(one.number): one for one in versions}
        self.fields["base"].choices = [(key, str(one)) for key, one in self.versions.items()]  # type: ignore[attr-defined]  # a choice field
        languages = dict.fromkeys(t.language for v in versions for t in v.texts.all())
        self.fields["language"].choices = language_choices(languages)  # type: ignore[attr-defined]  # the same

    def clean_base(self) -> Version:
        """Give the version of the number chosen."""
        return self.versions[self.cleaned_data["base"]]


class ConcludeForm(ActionForm, forms.Form):
    """What the agreed version is called."""

    name = forms.CharField(label=_("Name of the agreed version"), max_length=200)
    made = PartialDateFormField(label=_("Agreed on"), required=False)
    layout: ClassVar[Rows] = (("name", "made"),)


class WordsForm(ActionForm, forms.Form):
    """What a side wants a clause to say, over the words that stand there now.

    ``stored`` are words somebody else wrote meanwhile: the page shows both, and the next save puts
    these after those.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    body = words_field(_("Wording"), 10)
    is_draft = forms.BooleanField(
        label=_("Draft of ours: the other side does not know it yet"),
        required=False,
        help_text=_("It shows neither in the partner view nor in the Word file."),
    )
    stored: Wording | None = None
    is_stale = False

    def __init__(
        self,
        *args: Any,
        rounds: Iterable[Round],
        before: str | None,
        draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"body": before or "", "seen": fingerprint(before)})
        self.fields["in_round"] = RoundField(rounds)
        if not draft:
            del self.fields["is_draft"]

    def _show_both(self, current: Any) -> bool:
        """Keep what was typed, and take note of what stands there now."""
        self.stored, self.is_stale = current, True
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
        data["seen"] = fingerprint(current.body if current else None)
        self.data = data
        return True

    def values(self) -> dict[str, Any]:
        """Give what was collected as the action takes it."""
        data = dict(self.cleaned_data)
        return data | {"is_shown": not data.pop("is_draft", False)}


class AgreeForm(ActionForm, forms.Form):
    """The words both sides agreed on, in each language of the table; an empty one stays open."""

    def __init__(
        self,
        *args: Any,
        rounds: Iterable[Round],
        known: dict[str, str | None],
        agreed: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(known)
        for language, body in known.items():
            self.fields[f"words_{language}"] = words_field(name_of(language), 6, required=False)
            self.initial[f"words_{language}"] = body or ""
            self.fields[f"seen_{language}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=fingerprint(agreed.get(language))
            )
        self.fields["in_round"] = RoundField(rounds)

    def values(self) -> dict[str, Any]:
        """Give what was collected as the action takes it."""
        data = self.cleaned_data
        texts = {one: data[f"words_{one}"] for one in self.languages if data[f"words_{one}"]}
        seen = {one: data[f"seen_{one}"] for one in texts}
        return {"texts": texts, "seen": seen, "in_round": data["in_round"]}


class ClauseForm(ActionForm, forms.Form):
    """A clause a side wants to have."""

    side = forms.ChoiceField(label=_("Whose proposal"), choices=SIDES)
    language = forms.ChoiceField(label=_("Language"))
    after = forms.ChoiceField(label=_("After"), required=False)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(kind.value, CLAUSE_WORDS[kind]) for kind in KINDS]
    )
    printed = forms.CharField(
        label=_("Mark"),
        required=False,
        max_length=200,
        validators=[check_text],
        help_text=_("As it stands before the clause, for example: Article 5."),
    )
    heading = forms.CharField(
        label=_("Heading"), required=False, max_length=400, validators=[check_text]
    )
    body = words_field(_("Wording"))
    is_draft = forms.BooleanField(
        label=_("Draft of ours: the other side does not know it yet"), required=False
    )
    layout: ClassVar[Rows] = (
        ("side", "language", "in_round"),
        ("after", "kind"),
        ("printed", "heading"),
        ("body",),
    )

    def __init__(
        self,
        *args: Any,
        rounds: Iterable[Round],
        items: Sequence[Item],
        languages: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = {item.code: item for item in items}
        names = [(code, str(item)[:90]) for code, item in self.items.items()]
        self.fields["after"].choices = [("", _("First of all")), *names]  # type: ignore[attr-defined]  # a choice field
        self.fields["language"].choices = language_choices(languages)  # type: ignore[attr-defined]  # the same
        self.fields["in_round"] = RoundField(rounds)

    def values(self) -> dict[str, Any]:
        """Give what was collected as the action takes it."""
        data = dict(self.cleaned_data)
        data["after"] = self.items.get(data["after"])
        shown = not (data.pop("is_draft") and data["side"] == Side.OURS)
        return data | {"is_shown": shown}


class SplitForm(ActionForm, forms.Form):
    """Which words of a clause stay in it, and which become a clause of their own."""

    side = forms.ChoiceField(label=_("Whose proposal"), choices=SIDES)
    language = forms.ChoiceField(label=_("Language"))
    stays = words_field(_("What stays in this clause"))
    printed = forms.CharField(
        label=_("Mark of the new clause"), required=False, max_length=200, validators=[check_text]
    )
    heading = forms.CharField(
        label=_("Heading of the new clause"),
        required=False,
        max_length=400,
        validators=[check_text],
    )
    goes = words_field(_("What becomes a clause of its own"))
    layout: ClassVar[Rows] = (
        ("side", "language", "in_round"),
        ("stays",),
        ("printed", "heading"),
        ("goes",),
    )

    def __init__(
        self, *args: Any, rounds: Iterable[Round], languages: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices(languages)  # type: ignore[attr-defined]  # a choice field
        self.fields["in_round"] = RoundField(rounds)


class RemarkForm(ActionForm, forms.Form):
    """Something to say about a clause."""

    words = words_field(_("Remark"), 3)
    for_whom = forms.ChoiceField(
        label=_("For whom"),
        choices=[
            ("internal", _("For our own people only")),
            ("shared", _("For both sides: it shows in the partner view")),
        ],
        initial="internal",
    )
    layout: ClassVar[Rows] = (("words",), ("for_whom", "in_round"))

    def __init__(self, *args: Any, rounds: Iterable[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].max_length = 4000  # type: ignore[attr-defined]  # a text field
        self.fields["in_round"] = RoundField(rounds)

    def values(self) -> dict[str, Any]:
        """Give what was collected as the action takes it."""
        data = dict(self.cleaned_data)
        return data | {"is_internal": data.pop("for_whom") != "shared"}


class RoundForm(PartForm):
    """A round: a meeting that is an activity under the text, or letters."""

    part_of = "negotiation"
    layout: ClassVar[Rows] = (("on", "place"), ("meeting",), ("by_letter",), ("remark",))

    class Meta:
        model = Round
        fields = ("on", "place", "meeting", "by_letter", "remark")

    def __init__(
        self, *args: Any, meetings: dict[str, Meeting] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = meetings or {}
        stored = self.instance.meeting
        if stored and stored not in known:
            del self.fields["meeting"], self.fields["by_letter"]
            return
        names = [(code, meeting.label) for code, meeting in known.items()]
        self.fields["meeting"] = forms.ChoiceField(
            label=_("Meeting"),
            required=False,
            choices=[("", _("None of these")), *names],
            help_text=_(
                "An activity under this agreement. Enter the meeting among the activities first, "
                "or say that the round was by letter."
            ),
        )


class SeatForm(PartForm):
    """Who sat at a round, with the title of that day."""

    side = forms.ChoiceField(label=_("Side"), choices=SIDES)
    person = RecordField(Person, label=_("Person"), required=False)
    layout: ClassVar[Rows] = (("side", "person"), ("name", "title"))

    class Meta:
        model = Seat
        fields = ("side", "person", "name", "title")
        help_texts = {"name": _("As printed. Left empty, it is taken from the person.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class PositionForm(PartForm):
    """Our position. ``declare`` asks the writer to declare that it is no state secret."""

    approved_in = RecordField(Document, label=_("Paper that approved it"), required=False)
    layout: ClassVar[Rows] = (
        ("aim", "argument"),
        ("red_line", "fallback"),
        ("approved_by", "approved_in"),
    )

    class Meta:
        model = Position
        fields = ("aim", "argument", "red_line", "fallback", "approved_by", "approved_in")
        widgets = {
            name: forms.Textarea({"rows": 4})
            for name in ("aim", "argument", "red_line", "fallback")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aim"].required = True
        if not self.instance.pk:
            self.fields["basis"] = forms.CharField(
                label=_("Why it is no state secret"),
                max_length=500,
                validators=[check_text],
                help_text=_(
                    "The basis: which list of state secrets was looked at, and what it says."
                ),
            )
            self.fields["declare"] = forms.BooleanField(
                label=_("I declare that this position is no state secret."),
                error_messages={
                    "required": _(
                        "Declare that it is no state secret. If it is one, keep only the number, "
                        "date, level and keeper of its paper."
                    )
                },
            )


class PaperForm(ActionForm, forms.Form):
    """The stub of a paper that is a state secret: nothing of what it says."""

    secrecy = forms.ChoiceField(
        label=_("Level"), choices=[choice for choice in Secrecy.choices if choice[0]]
    )
    number = forms.CharField(label=_("Number"), max_length=100, validators=[check_text])
    issued = PartialDateFormField(label=pgettext_lazy("document", "Dated"), required=False)
    keeper = forms.CharField(
        label=_("Who keeps the paper"),
        max_length=200,
        validators=[check_text],
        help_text=_("Office and place, for example the archive of the Office, safe 2."),
    )
    layout: ClassVar[Rows] = (("secrecy", "number"), ("issued", "keeper"))


class StrikeForm(ActionForm, forms.Form):
    """Which side wants a clause struck."""

    side = forms.ChoiceField(label=_("Whose proposal"), choices=SIDES)
    layout: ClassVar[Rows] = (("side", "in_round"),)

    def __init__(self, *args: Any, rounds: Iterable[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_round"] = RoundField(rounds)


class ReturnedForm(ActionForm, forms.Form):
    """A file that came back. ``read`` is what it would change, once it is valid."""

    file = forms.FileField(
        label=_("Word file"),
        widget=forms.FileInput({"accept": ".docx"}),
        help_text=_("The table as it was sent, filled in by the other side."),
    )
    changes = forms.ChoiceField(
        label=_("Tracked changes in the file"),
        choices=[
            ("", _("There are none")),
            (Changes.ACCEPTED, _("Read the text as if all were accepted")),
            (Changes.REJECTED, _("Read the text as if all were rejected")),
        ],
        required=False,
    )
    read: Returned | None = None
    layout: ClassVar[Rows] = (("file", "changes"),)

    def __init__(
        self,
        *args: Any,
        clauses: Sequence[SharedClause],
        table: str,
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.clauses, self.table, self.language = clauses, table, language

    def clean(self) -> dict[str, Any]:
        """Read the file. Where it holds tracked changes somebody says whether they count."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload, chosen = cleaned.get("file"), cleaned.get("changes", "")
        if upload is None:
            return cleaned
        if upload.size > LARGEST_FILE:
            self.add_error("file", _("This file is larger than any agreement."))
            return cleaned
        taken = Changes(chosen) if chosen else Changes.ACCEPTED
        try:
            read = read_returned(
                upload.read(), taken, self.clauses, table=self.table, language=self.language
            )
        except Refused as refused:
            self.add_error("file", ValidationError(str(refused.message), code=refused.code))
            return cleaned
        if read.tracked and not chosen:
            said = _("The file holds tracked changes. Say whether they count, and choose it again.")
            self.add_error("changes", ValidationError(said, code="changes_undecided"))
            for sentence in read.findings[:FEW]:
                self.add_error("changes", sentence)
            return cleaned
        self.read = read
        return cleaned


class TakeForm(ActionForm, forms.Form):
    """In which round the words of a returned file were said."""

    def __init__(self, *args: Any, rounds: Iterable[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_round"] = RoundField(rounds)
