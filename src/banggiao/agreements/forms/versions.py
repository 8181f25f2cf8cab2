"""Forms of the wording of a text: a version with its texts, read from files or pasted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.actions.versions import NewText
from banggiao.agreements.models import Instrument, Version
from banggiao.agreements.texts.changes import Changes, Reading
from banggiao.agreements.texts.reading import LARGEST_FILE, read_file, read_pasted
from banggiao.core.errors import Refused
from banggiao.core.forms import PartForm, RecordForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.documents.models import Document

if TYPE_CHECKING:
    from banggiao.agreements.texts.split import Split

LANGUAGES = ("vi", "en", "ja")
FEW = 4
"""So many sentences of a file's changes stand beside the question what to do with them."""
NAMES = {"vi": _("Vietnamese"), "en": _("English"), "ja": _("Japanese")}


class VersionForm(RecordForm):
    """What is said about a version. Its words are not changed: other words are another version."""

    layout: ClassVar[Rows] = (("kind", "name"), ("made", "classification"), ("remark",))

    class Meta:
        model = Version
        fields: tuple[str, ...] = ("kind", "name", "made", "classification", "remark")
        widgets = {"remark": forms.Textarea({"rows": 2})}


@dataclass(frozen=True, slots=True)
class Read:
    """A text somebody gave, read and split. ``findings`` are sentences for the person."""

    language: str
    reading: Reading
    split: Split

    @property
    def label(self) -> str:
        """The language in words."""
        return str(NAMES[self.language])

    @property
    def findings(self) -> list[str]:
        """All that was noticed: in the file, in the clauses, and a language that seems another."""
        said = [str(finding) for finding in (*self.reading.findings, *self.split.findings)]
        if self.split.language not in {self.language, "und"}:
            other = NAMES.get(self.split.language, self.split.language)
            words = _now("The words look like another language: %(language)s.")
            said.insert(0, words % {"language": other})
        return said


class NewVersionForm(PartForm):
    """A version with its texts: for each language a file or pasted words.

    Where a file holds tracked changes, somebody says whether they count; until then nothing is
    taken. What was read stands in the fields for words, so that no file is asked for twice.
    """

    changes = forms.ChoiceField(
        label=_("Tracked changes in the file"),
        choices=[
            ("", _("There are none")),
            (Changes.ACCEPTED, _("Read the text as if all were accepted")),
            (Changes.REJECTED, _("Read the text as if all were rejected")),
        ],
        required=False,
    )
    document = RecordField(
        Document,
        label=_("Paper that holds these words"),
        required=False,
        help_text=_("Keep the file itself as a paper, then name it here."),
    )
    layout: ClassVar[Rows] = (
        ("kind", "name"),
        ("made", "before"),
        ("classification", "document"),
        ("remark",),
        *((f"file_{language}", f"text_{language}") for language in LANGUAGES),
        ("authentic", "changes"),
    )

    class Meta:
        model = Version
        fields: tuple[str, ...] = (
            *("kind", "name", "made", "before"),
            *("classification", "remark"),
        )
        widgets = {"remark": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, instrument: Instrument, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, instance=Version(instrument=instrument), **kwargs)
        self.reads: list[Read] = []
        before: Any = self.fields["before"]
        before.queryset = versions
        self.initial.setdefault("before", versions.first())
        for language in LANGUAGES:
            self._add_language(language)
        self.fields["authentic"] = forms.MultipleChoiceField(
            label=_("Authentic texts"),
            choices=[(language, NAMES[language]) for language in LANGUAGES],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def _add_language(self, language: str) -> None:
        name = NAMES[language]
        self.fields[f"file_{language}"] = forms.FileField(
            label=_("%(language)s: file") % {"language": name},
            required=False,
            widget=forms.FileInput({"accept": ".docx,.txt"}),
            help_text=_("Word (.docx) or plain text. It is read into its clauses."),
        )
        self.fields[f"text_{language}"] = forms.CharField(
            label=_("%(language)s: words") % {"language": name},
            required=False,
            strip=False,
            widget=forms.Textarea({"rows": 4, "lang": language}),
            help_text=_("Or paste them here. What is read from the file stands here too."),
        )

    def clean(self) -> dict[str, Any]:
        """Read what was given in each language. What cannot be read stands beside its field."""
        cleaned = super().clean()
        for language in LANGUAGES:
            try:
                read = self._read(language)
            except Refused as refused:
                self._refuse(language, str(refused.message))
            except ValidationError as error:
                self._refuse(language, " ".join(error.messages))
            else:
                self.reads += [read] if read else []
        if not self.reads and not self.errors:
            self.add_error(None, _now("Give the text in one language at least."))
        return cleaned

    def _refuse(self, language: str, sentence: str) -> None:
        """Say what is wrong beside the field the text came by."""
        by_file = self.cleaned_data.get(f"file_{language}") is not None
        self.add_error(f"{'file' if by_file else 'text'}_{language}", sentence)

    def _read(self, language: str) -> Read | None:
        file, words = (
            self.cleaned_data.get(f"file_{language}"),
            self.cleaned_data[f"text_{language}"],
        )
        if file is None:
            return self._as_read(language, read_pasted(words)) if words.strip() else None
        content = file.read(LARGEST_FILE + 1)
        chosen = self.cleaned_data.get("changes")
        reading = read_file(content, changes=Changes(chosen or Changes.ACCEPTED))
        if reading.changes and not chosen:
            listed = " ".join(str(finding) for finding in reading.findings[1:FEW])
            words = _now("The file holds tracked changes. Say whether they count. %(changes)s")
            self.add_error("changes", words % {"changes": listed})
            return None
        return self._as_read(language, reading)

    def _as_read(self, language: str, reading: Reading) -> Read:
        from banggiao.agreements.texts.split import split  # noqa: PLC0415  # slow import

        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
        data[self.add_prefix(f"text_{language}")] = reading.text
        self.data = data
        return Read(language, reading, split(reading.lines))

    def values(self) -> dict[str, Any]:
        """Give what `add_version` takes."""
        authentic = self.cleaned_data["authentic"]
        texts = [
            NewText(
                one.language,
                one.split.nodes,
                is_authentic=one.language in authentic,
                document=self.cleaned_data["document"],
                findings=one.findings,
            )
            for one in self.reads
        ]
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"texts": texts}
