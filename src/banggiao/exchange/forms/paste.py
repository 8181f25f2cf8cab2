"""Forms of pasting: the block, what holds for all its rows, and the fields of its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.core.forms import ActionForm, Rows
from banggiao.core.pickers import RecordField
from banggiao.exchange import words
from banggiao.exchange.actions.pasting import Usual
from banggiao.exchange.enums import PARTICIPANTS, Kind
from banggiao.exchange.kinds.fields import fields_of
from banggiao.exchange.pasting.block import NOTHING_YET, check_size, clean_cell
from banggiao.exchange.pasting.table import PastedRow, PastedTable
from banggiao.partners.enums import OrganisationKind
from banggiao.partners.models import Country, Organisation
from banggiao.plans.enums import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.utils.functional import _StrPromise

LABELS: dict[str, dict[str, str | _StrPromise]] = {
    PARTICIPANTS: {
        "title": pgettext_lazy("participant", "title that day"),
        "organisation": _("for"),
        "role": _("role"),
    },
    Kind.PLAN: {"marks": _("a month that is crossed")},
    Kind.ORGANISATIONS: {"name": _("name in Vietnamese")},
}
"""Fields that are called otherwise here than in files."""
LAST = ("note", "no", "code", "marks", "personal")
"""Fields that say least of a row, and stand at the end of a choice."""
NOT_OFFERED = {PARTICIPANTS: {"code", "salutation"}}
NOTHING = "-"
_TAKE = re.compile(r"(\d{1,3})-(\d{1,2})=(.*)", re.DOTALL)


def offered(kind: str) -> list[str]:
    """Give the fields that a column may hold, those that say most of a row first."""
    names = [name for name in fields_of(kind) if name not in NOT_OFFERED.get(kind, ())]
    return [n for n in names if n not in LAST] + [n for n in LAST if n in names]


def label_of(kind: str, name: str) -> str:
    """Give the name of a field, as a column is headed."""
    other = LABELS.get(kind, {}).get(name)
    return capfirst(str(other)) if other else words.label_of(name)


class BlockForm(ActionForm, forms.Form):
    """The block as it was copied."""

    text = forms.CharField(
        label=_("Cells from the spreadsheet"),
        strip=False,
        error_messages={"required": NOTHING_YET},
        widget=forms.Textarea(
            {
                "rows": 12,
                "spellcheck": "false",
                "wrap": "off",
                "data-paste-table": True,
                "autofocus": True,
            }
        ),
    )


class UsualForm(ActionForm, forms.Form):
    """What holds for each row that does not say it. Each sort of rows asks for some of it."""

    layout: ClassVar[Rows] = (("kind", "country", "classification"),)

    kind = forms.ChoiceField(required=False)
    country = forms.ChoiceField(label=_("Country, where a row names none"), required=False)
    organisation = RecordField(
        Organisation, label=_("Body, where a row names none"), required=False
    )
    classification = forms.TypedChoiceField(
        label=_("Class of what is added"), coerce=int, choices=Classification.choices
    )

    def __init__(self, *args: Any, kind: str, lowest: int, clearance: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            Kind.PLAN: ("kind", "classification"),
            Kind.ORGANISATIONS: ("kind", "country", "classification"),
            PARTICIPANTS: ("organisation",),
        }
        for name in set(self.fields) - set(asked[kind]):
            del self.fields[name]
        self._offer(kind, lowest, clearance)

    def _offer(self, kind: str, lowest: int, clearance: int) -> None:
        fields: Any = self.fields
        if "classification" in fields:
            classes = [(v, label) for v, label in Classification.choices if lowest <= v]
            fields["classification"].choices = [c for c in classes if c[0] <= clearance]
            usual = max(lowest, min(Classification.INTERNAL, clearance))
            self.initial.setdefault("classification", lowest if kind == Kind.PLAN else usual)
        if kind == Kind.PLAN:
            fields["kind"].label = _("Kind, where neither a row nor its section says it")
            fields["kind"].choices = [("", "–"), *ActivityKind.choices]
        elif "kind" in fields:
            fields["kind"].label = _("Kind, where a row says none")
            fields["kind"].choices = OrganisationKind.choices
            self.initial.setdefault("kind", OrganisationKind.OTHER)
        if "country" in fields:
            found = Country.objects.order_by("sort_key")
            names = [(one.code, str(one)) for one in found]
            fields["country"].choices = [("", "–"), *names]

    @property
    def usual(self) -> Usual:
        """What was said, as `actions.pasting` takes it; what it was opened with before that."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        body = said.get("organisation")
        return Usual(
            classification=int(said.get("classification") or 0),
            kind=said.get("kind") or "",
            country=said.get("country") or "",
            organisation=body.code if isinstance(body, Organisation) else "",
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the fields of a page of cells say."""

    table: PastedTable
    columns: Mapping[int, str]
    left_out: frozenset[int] = frozenset()
    anew: frozenset[int] = frozenset()
    people: Mapping[int, str] | None = None
    seen: str = ""
    version: int | None = None

    @classmethod
    def of(cls, data: Mapping[str, str], kind: str) -> Sheet:
        """Read them. What somebody else than our page made up is left aside.

        A press on a name that was offered (``take``) puts it into its cell.
        """
        rows, columns = _number(data.get("rows")), _number(data.get("columns"))
        if not rows or not columns:
            raise Refused("paste_empty", _("Paste the cells once more: the page was incomplete."))
        check_size(rows, columns)
        across, down = range(1, columns + 1), range(1, rows + 1)
        taken = _TAKE.fullmatch(data.get("take", ""))
        offered_text = {f"c{taken[1]}-{taken[2]}": taken[3]} if taken else {}
        names = set(offered(kind))
        table = PastedTable(
            tuple(tuple(_lines(data.get(f"h{c}", ""))) for c in across),
            tuple(
                PastedRow(
                    tuple(
                        clean_cell(offered_text.get(f"c{r}-{c}") or data.get(f"c{r}-{c}", ""))
                        for c in across
                    ),
                    tuple(_lines(data.get(f"s{r}", ""))),
                )
                for r in down
            ),
        )
        return cls(
            table=table,
            columns={c: name if (name := data.get(f"f{c}", "")) in names else "" for c in across},
            left_out=frozenset(r for r in down if data.get(f"x{r}")),
            anew=frozenset(r for r in down if data.get(f"d{r}")),
            people={r: code for r in down if (code := data.get(f"p{r}", "")[:80])},
            seen=data.get("seen", ""),
            version=_number(data.get("version")) or None,
        )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _lines(text: str) -> Iterator[str]:
    return (line for line in clean_cell(text).splitlines() if line)
