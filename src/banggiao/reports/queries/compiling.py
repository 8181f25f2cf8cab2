"""Compiles a report: its sentences and tables with every figure counted, as plain data.

Page, Word, Excel and JSON are all made from what stands here, so they cannot differ; issuing keeps
it. A report counts what a reader of its class may see, whoever asks for it (docs/adr/0019).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from banggiao.core.access import ClassViewer
from banggiao.core.enums import Classification
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.queries import own_body
from banggiao.reports.definitions.shapes import IN_SENTENCE, OWN, Listing, Table, Untracked
from banggiao.reports.figures.measuring import (
    NOT_KNOWN,
    Measured,
    PartValue,
    measure_all,
    narrowed,
    parts,
)
from banggiao.reports.figures.registry import FIGURES
from banggiao.reports.figures.shapes import Period
from banggiao.reports.queries.figures import beside
from banggiao.reports.words import ROMAN, number_words, period_words, plain_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from banggiao.reports.definitions.shapes import AnyTable, Column, Definition, Section
    from banggiao.reports.figures.measuring import Entry
    from banggiao.reports.queries.figures import Beside

type Content = dict[str, Any]
type Address = Callable[[str, str], str]
"""Gives where a figure opens, from its code and its part."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report is wanted, and what people wrote for it."""

    definition: Definition
    period: Period
    language: str = "vi"
    classification: int = Classification.INTERNAL
    title: str = ""
    addressee: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    dated: dt.date | None = None
    signer_title: str = ""
    signer_name: str = ""
    is_draft: bool = True


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report's content, and a way to the records behind each of its figures."""

    content: Content
    measured: dict[str, Measured]
    viewer: ClassViewer
    language: str

    def lists(self, limit: int | None = None, *, with_parts: bool = False) -> Iterator[Behind]:
        """Give the records behind every figure that the content names, at most ``limit`` of each.

        Whole figures come with what is not certain about their dates; with ``with_parts`` each is
        followed by its parts, without a limit.
        """
        with override(self.language):
            parts = self._parts_asked() if with_parts else {}
            for code, measured in self.measured.items():
                entries = _listed(measured, limit)
                total = measured.records + measured.missed
                yield Behind(code, "", measured.value, entries, total)
                known = {one.code: one for one in entries if one.counted}
                for part, value in parts.get(code, {}).items():
                    found = [known[c] for c in self._codes(measured, part) if c in known]
                    yield Behind(code, part, value, found, len(found))

    def _parts_asked(self) -> dict[str, dict[str, int]]:
        """Give the parts that stand in the tables, with their values, by figure."""
        asked: dict[str, dict[str, int]] = {}
        for cell in cells_of(self.content):
            if cell["part"] and not cell["is_cost"]:
                asked.setdefault(cell["figure"], {})[cell["part"]] = cell["value"]
        return asked

    def _codes(self, measured: Measured, part: str) -> QuerySet[Any]:
        found = narrowed(measured.figure, measured.counted, self.viewer, part).sure
        codes: QuerySet[Any] = found.order_by("pk").values_list("code", flat=True)
        return codes


@dataclass(frozen=True, slots=True)
class Behind:
    """The records behind a figure or a part of one; ``total`` of them, where a limit cut some."""

    code: str
    part: str
    value: int
    entries: list[Entry]
    total: int


def _listed(measured: Measured, limit: int | None) -> list[Entry]:
    """Give the records that make the value, then those that may lie in the period too."""
    doubtful = {one.code: one for one in measured.uncertain}
    counted = [doubtful.pop(one.code, one) for one in measured.entries(limit)]
    rest = [one for one in doubtful.values() if limit is None or not one.counted]
    return [*counted, *rest][:limit]


def compile_report(asked: Asked, address: Address | None = None) -> Compiled:
    """Count everything a report needs. ``address`` says where its figures open: today's pages."""
    viewer = ClassViewer(asked.classification)
    with override(asked.language):
        measured = measure_all(viewer, asked.period, asked.definition.codes())
        made = _Maker(asked, viewer, measured, address or live_address(asked.period))
        return Compiled(made.content(), measured, viewer, asked.language)


def live_address(period: Period) -> Address:
    """Give where figures of a period open today."""

    def address(code: str, part: str) -> str:
        days = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        wanted = {**days, "part": part} if part else days
        return f"{reverse('reports:figure', args=[code])}?{urlencode(wanted, safe=':,')}"

    return address


def cells_of(content: Content) -> Iterator[Content]:
    """Give every figure that stands in a sentence or a table."""
    for section in content["sections"]:
        for sentence in section["sentences"]:
            yield from (segment for segment in sentence if "figure" in segment)
    for table in content["tables"]:
        for row in table["rows"]:
            yield from (cell for cell in row["cells"] if "figure" in cell)


def title_of(definition: Definition, period: Period) -> str:
    """Give what a report of a period is called, in the active language."""
    return str(definition.title) % {"period": period_words(period)}


def abstract_of(name: str, kind: str) -> str:
    """Give what stands under the word "Report" on the paper: the name without that word."""
    start, rest = name[: len(kind) + 1], name[len(kind) + 1 :]
    if rest and start.casefold() == f"{kind.casefold()} ":
        return rest[0].upper() + rest[1:]
    return name


def _stated(one: Beside) -> Content:
    """Give a number that an old paper states; whether it is for the same time and differs."""
    row = one.stated.record
    return {
        "value": row.value,
        "basis": row.basis,
        "unit": row.unit,
        "scope": row.scope,
        "source": one.stated.source_text,
        "note": row.note,
        "differs": bool(one.difference) and not one.is_same,
    }


def _see_tables(numbers: Sequence[int]) -> str:
    """Say in which tables the figures of a section stand."""
    if not numbers:
        return ""
    listed = ", ".join(str(number) for number in numbers)
    return ngettext(
        "(Table %(numbers)s, Annex I)", "(Tables %(numbers)s, Annex I)", len(numbers)
    ) % {"numbers": listed}


def _put_behind(sentence: list[Content], words: str) -> None:
    """Put words before the full stop that ends a sentence."""
    text, stop = sentence[-1]["text"], ""
    if text.endswith((".", "。")):
        text, stop = text[:-1], text[-1]
    sentence[-1] = {"text": f"{text} {words}{stop}"}


@dataclass(slots=True)
class _Maker:
    asked: Asked
    viewer: ClassViewer
    measured: dict[str, Measured]
    address: Address
    _parts: dict[tuple[str, str], dict[str, PartValue]] = field(default_factory=dict)

    def content(self) -> Content:
        asked, period = self.asked, self.asked.period
        definition, language = asked.definition, asked.language
        own = own_body()
        span, kind = period_words(period), pgettext("paper", "Report")
        return {
            "definition": definition.key,
            "language": language,
            "kind": kind,
            "title": abstract_of(asked.title or title_of(definition, period), kind),
            "own_body": own.name_in(language) if own else "",
            "own_abbreviation": own.abbreviation if own else "",
            "addressee": asked.addressee,
            "number": asked.number,
            "dated": asked.dated.isoformat() if asked.dated else "",
            "signer_title": asked.signer_title,
            "signer_name": asked.signer_name,
            "is_draft": asked.is_draft,
            "period": {
                "from": period.first.isoformat(),
                "to": period.last.isoformat(),
                "name": period.name,
                "basis": period.basis,
                "words": span,
            },
            "class": Classification(asked.classification).name.lower(),
            "class_words": str(Classification(asked.classification).label),
            "compiled_at": timezone.localtime().isoformat(timespec="minutes"),
            "sections": list(self._sections()),
            "tables": [self._table(n, t) for n, t in enumerate(definition.tables, 1)],
            "figures": [self._figure(code) for code in self.measured],
        }

    def _figure(self, code: str) -> Content:
        measured = self.measured[code]
        return {
            "code": code,
            "label": str(measured.figure.label),
            "unit": str(measured.figure.unit),
            "meaning": str(measured.figure.meaning),
            "value": measured.value,
            "records_total": measured.records,
            "uncertain_total": measured.uncertain_total,
            "stated": [_stated(one) for one in beside(measured)],
            "url": self.address(code, ""),
        }

    def _sections(self) -> Iterator[Content]:
        """Give the sections with their numbers: I, 1, 2, II."""
        part = number = 0
        for section in self.asked.definition.sections:
            part, number = (part + 1, 0) if section.level == 1 else (part, number + 1)
            yield self._section(section, ROMAN[part] if section.level == 1 else str(number))

    def _section(self, section: Section, number: str) -> Content:
        numbers = [
            place
            for place, table in enumerate(self.asked.definition.tables, 1)
            if table.key in section.tables
        ]
        sentences = [self._sentence(str(sentence)) for sentence in section.sentences]
        see = _see_tables(numbers)
        if see and sentences:
            _put_behind(sentences[-1], see)
        return {
            "key": section.key,
            "number": number,
            "level": section.level,
            "heading": str(section.heading),
            "hint": str(section.hint),
            "is_written": section.is_written,
            "sentences": sentences or ([[{"text": see}]] if see else []),
            "tables": numbers,
            "text": self.asked.texts.get(section.key, ""),
        }

    def _sentence(self, sentence: str) -> list[Content]:
        """Cut a sentence where its figures stand."""
        own = own_body() if OWN in IN_SENTENCE.findall(sentence) else None
        segments: list[Content] = []
        for place, piece in enumerate(IN_SENTENCE.split(sentence)):
            if place % 2 == 0:
                segments.append({"text": piece})
            elif piece == OWN:
                name = own.name_in(self.asked.language) if own else ""
                segments.append({"text": name or _("our body")})
            else:
                value = self.measured[piece].value
                segments.append(self._cell(piece, "", value, number_words(value)))
        return [s for s in segments if s["text"]]

    def _cell(
        self, code: str, part: str, value: int, text: str = "", *, is_cost: bool = False
    ) -> Content:
        return {
            "figure": code,
            "part": part,
            "value": value,
            "text": text or plain_number(value),
            "is_cost": is_cost,
            "url": self.address(code, part),
        }

    # Tables

    def _table(self, number: int, table: AnyTable) -> Content:
        heads, rows = [], []
        match table:
            case Table():
                heads = ["", *(str(column.label) for column in table.columns)]
                rows = list(self._rows(table))
            case Listing():
                heads = ["", _("Unit"), _("Number")]
                rows = [self._listing_row(code) for code in table.codes]
            case Untracked():
                pass
        return {
            "key": table.key,
            "number": number,
            "title": str(table.title),
            "heads": heads,
            "rows": rows,
            "note": str(table.note),
        }

    def _listing_row(self, code: str) -> Content:
        measured = self.measured[code]
        cells = [{"text": str(measured.figure.unit)}, self._cell(code, "", measured.value)]
        return {"kind": "row", "label": str(measured.figure.label), "cells": cells}

    def _rows(self, table: Table) -> Iterator[Content]:
        cells = [self._whole(column) for column in table.columns]
        yield {"kind": "total", "label": pgettext("report table", "In all"), "cells": cells}
        for rows in table.rows:
            keys = self._keys(table.columns, rows.part)
            if keys:
                yield {"kind": "group", "label": str(rows.label), "cells": []}
            for key, label in keys.items():
                part = f"{rows.part}:{key}"
                cells = [self._of_part(column, rows.part, key, part) for column in table.columns]
                yield {"kind": "row", "label": label, "cells": cells}

    def _whole(self, column: Column) -> Content:
        if not column.figure:
            return {"text": _("not tracked yet")}
        measured = self.measured[column.figure]
        if column.is_cost:
            found = measured.sure.order_by().aggregate(dong=Sum("cost"))
            return self._cell(column.figure, "", found["dong"] or 0, is_cost=True)
        return self._cell(column.figure, "", measured.value)

    def _of_part(self, column: Column, cut: str, key: str, part: str) -> Content:
        if not column.figure:
            return {"text": ""}
        if cut in column.not_by or self.measured[column.figure].figure.part(cut) is None:
            return {"text": "–"}
        values = self._values(column, cut)
        value = values[key].value if key in values else 0
        return self._cell(column.figure, part, value, is_cost=column.is_cost)

    def _keys(self, columns: Sequence[Column], cut: str) -> dict[str, str]:
        """Give key and label of every row: levels in their order, else the greatest first."""
        labels: dict[str, str] = {}
        total: dict[str, int] = {}
        for column in columns:
            if not column.figure or column.is_cost or cut in column.not_by:
                continue
            for one in self._values(column, cut).values():
                labels[one.key] = one.label
                total[one.key] = total.get(one.key, 0) + one.value
        levels = list(OfficeLevel.values) if cut == "level" else []
        place = {key: number for number, key in enumerate(levels)}
        order = sorted(
            labels, key=lambda k: (k == NOT_KNOWN, place.get(k, 0), -total[k], labels[k])
        )
        return {key: labels[key] for key in order}

    def _values(self, column: Column, cut: str) -> dict[str, PartValue]:
        kept = (f"{column.figure}+cost" if column.is_cost else column.figure, cut)
        if kept not in self._parts:
            measured = self.measured[column.figure]
            listed = (
                self._costs(measured, cut)
                if column.is_cost
                else parts(measured.figure, self.viewer, measured.period, cut)
            )
            self._parts[kept] = {one.key: one for one in listed}
        return self._parts[kept]

    def _costs(self, measured: Measured, cut: str) -> list[PartValue]:
        """Sum what the records of each part cost, in dong."""
        part = FIGURES[measured.figure.code].part(cut)
        if part is None:
            return []
        found: QuerySet[Any] = measured.sure.order_by().filter(cost__isnull=False)
        if part.made is not None:
            found = found.annotate(**{part.field: part.made(self.viewer)})
        sums: dict[str, int] = {}
        for row in found.values(part.field).annotate(dong=Sum("cost")):
            key = str(row[part.field] or NOT_KNOWN)
            sums[key] = sums.get(key, 0) + row["dong"]
        return [PartValue(key, key, dong) for key, dong in sums.items()]
