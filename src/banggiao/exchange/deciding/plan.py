"""What a row of an annex would write as a line of a plan, and which line it may be already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from banggiao.core.text import fold
from banggiao.exchange.deciding.activities import LIKE
from banggiao.exchange.deciding.proposals import (
    About,
    Existing,
    Proposal,
    named,
    plain_value,
    unit_of,
)
from banggiao.exchange.reading.choices import RANKS
from banggiao.exchange.values.dates import for_register
from banggiao.plans.actions.bulk import PlanLineRow
from banggiao.plans.models import LinePartner, PlanLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.reading.result import ReadRow

FIELDS = (
    *("name_vi", "name_en", "name_ja", "kind", "mode", "place", "purpose", "start", "end"),
    *("level", "people", "days", "cost", "funding", "basis", "remark"),
)


def propose(row: ReadRow, about: About) -> Proposal:
    """Say what the row would write. What it cannot say elsewhere stands in its remark."""
    start, end = for_register(row.get("period", "")) if row.get("period") else ("", "")
    partners, countries = row.get("partner_ids", []), row.get("countries", [])
    others = [*partners, *(f"+{text}" for text in row.get("partner_new", []))]
    units = row.get("units", [])
    lead = unit_of(units, about)
    content, title = row.get("content", ""), row.get("title", "")
    proposal = Proposal(new_partners=list(row.get("partner_new", [])))
    proposal.fields = {
        **named(title),
        "kind": row.get("kind", ""),
        "mode": row.get("mode", ""),
        "country": next(iter(countries), ""),
        "place": row.get("place", "") or _many(row, countries),
        "purpose": "" if fold(content) == fold(title) else content,
        "start": start,
        "end": end,
        "level": RANKS.get(row.get("rank", ""), ""),
        "people": row.get("headcount"),
        "days": row.get("days"),
        "cost": row.get("cost"),
        "funding": row.get("funding", ""),
        "lead_unit": lead,
        "basis": row.get("basis", ""),
        "remark": row.get("note", ""),
    }
    if not row.values["countries"].raw:
        proposal.inferred.add("country")
    if start == end:
        proposal.inferred.add("end")  # a month or a quarter is both its ends
    proposal.words = _words(row, units, lead)
    proposal.parts = {"partners": [(code, code) for code in others]}
    return proposal


def _many(row: ReadRow, countries: Sequence[str]) -> str:
    got = row.values.get("countries")
    return " ".join(got.raw.split()) if got and len(countries) > 1 else ""


def _words(row: ReadRow, units: Sequence[str], lead: str) -> list[str]:
    words = [f"Đối tác (theo tệp): {text}" for text in row.get("partner_words", [])]
    if units and (len(units) > 1 or not lead):
        words.append(f"Đơn vị (theo tệp): {'; '.join(units)}")
    if row.get("headcount_max"):
        words.append(f"Số người (theo tệp): {row.values['headcount'].raw}")
    faulty = [f"{name}: {one.raw}" for name, one in row.values.items() if one.problem and one.raw]
    return [*words, *faulty]


def bulk_row(
    fields: Mapping[str, Any], parts: Mapping[str, Sequence[Any]], code: str, plan: str
) -> PlanLineRow:
    """Make the row that `import_plan_lines` takes."""
    data = {name: value for name, value in fields.items() if value not in (None, "")}
    return PlanLineRow(code=code, plan=plan, partners=tuple(parts.get("partners", ())), **data)


class PlanLines:
    """The lines of the plan that rows go to, as far as the importer may see them."""

    def __init__(self, user: User, rows: Sequence[ReadRow], plan: str) -> None:
        seen = PlanLine.objects.visible_to(user).in_register()
        mine = seen.filter(plan__code=plan) if plan else seen.none()
        self.all = _load(mine, user)
        self.by_code = {one.code: one for one in self.all}
        self.by_title: dict[str, list[Existing]] = defaultdict(list)
        for one in self.all:
            for name in FIELDS[:3]:
                if one.fields[name]:
                    self.by_title[fold(one.fields[name])].append(one)

    def find(self, row: ReadRow, proposal: Proposal) -> tuple[Existing | None, list[Existing]]:
        """Give the line the row is, and others that it may be."""
        code = row.get("code", "")
        if code and code in self.by_code:
            return self.by_code[code], []
        fields = proposal.fields
        title = fold(row.get("title", ""))
        partners = {key for key, _part in proposal.parts["partners"]}
        same = [
            one
            for one in self.by_title.get(title, [])
            if one.fields["kind"] == fields["kind"]
            and (one.fields["start"] or "") == (fields["start"] or "")
            and one.parts["partners"] >= partners
            and _says_same(one, fields, ("purpose", "people", "days", "cost"))
        ]
        if same:
            return same[0], []
        near = [
            one
            for one in self.by_title.get(title, [])
            if one.fields["kind"] == fields["kind"] and partners & one.parts["partners"]
        ]
        return None, near[:5]


def _says_same(one: Existing, fields: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether nothing that both say is different: two lines of a plan may share a title."""
    return all(
        fields[name] in (None, "")
        or one.fields[name] in (None, "")
        or fields[name] == one.fields[name]
        or (isinstance(fields[name], str) and fuzz.ratio(fields[name], one.fields[name]) >= LIKE)
        for name in names
    )


def _load(query: Any, user: User) -> list[Existing]:
    rows = list(query.values("pk", "code", "version", "country__code", "lead_unit__code", *FIELDS))
    partners: dict[int, set[str]] = defaultdict(set)
    mine = LinePartner.objects.visible_to(user).filter(line__in=query.values("pk"))
    for key, code in mine.values_list("line_id", "organisation__code"):
        partners[key].add(code)
    return [
        Existing(
            row["code"],
            row["version"],
            row["name_vi"] or row["name_en"] or row["name_ja"] or row["code"],
            {name: plain_value(row[name]) for name in FIELDS}
            | {"country": row["country__code"] or "", "lead_unit": row["lead_unit__code"] or ""},
            {"partners": partners[row["pk"]]},
        )
        for row in rows
    ]
