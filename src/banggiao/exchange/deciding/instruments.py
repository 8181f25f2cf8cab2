"""What a row of a register of agreements would write, and which text it may be already."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from banggiao.agreements.actions.bulk import InstrumentRow, SignatoryRow
from banggiao.agreements.enums import ActKind, Renewal, State
from banggiao.agreements.models import Act, Course, Instrument, Party, Signatory
from banggiao.core.text import fold
from banggiao.exchange.deciding.activities import LIKE
from banggiao.exchange.deciding.proposals import (
    UNSURE_PERSON,
    About,
    Existing,
    Proposal,
    named,
    plain_value,
    who,
)
from banggiao.exchange.values.dates import for_register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.reading.result import ReadRow

FIELDS = (
    *("name_vi", "name_en", "name_ja", "kind", "languages", "term_start", "term_end"),
    *("term_months", "renewal", "register_number", "remark", "declared_status"),
)


DECLARED = frozenset({State.EXPIRED, State.REPLACED, State.ENDED})
"""What a register says of a text that its dates may not: it is kept as declared, with its source.
That it is in force follows from its acts, or does not."""


def propose(row: ReadRow, about: About) -> Proposal:
    """Say what the row would write. What it cannot say elsewhere stands in its remark."""
    others = [*row.get("partner_ids", []), *(f"+{text}" for text in row.get("partner_new", []))]
    proposal = Proposal(new_partners=list(row.get("partner_new", [])))
    signed = row.get("signed", "")
    start, end = row.get("valid_from", ""), row.get("valid_to", "")
    proposal.fields = {
        **named(row.get("title", "")),
        "register_number": row.get("code", ""),
        "kind": row.get("kind", "") or "other",
        "languages": row.get("languages", ""),
        "term_start": for_register(start)[0] if start else "",
        "term_end": for_register(end)[1] if end else "",
        "term_months": row.get("term_months"),
        "renewal": row.get("renews", "") if row.get("renews", "") in Renewal.values else "",
        "signed": _as_one(signed),
        "signing_place": row.get("place", ""),
        "remark": row.get("note", ""),
    }
    if row.get("status", "") in DECLARED:
        proposal.fields["declared_status"] = row.get("status")
        proposal.fields["declared_reason"] = about.said_by_file
    mine = [about.own] if about.own else []
    proposal.inferred = {"declared_status", "declared_reason"}
    if not row.values["kind"].raw:
        proposal.inferred.add("kind")
    proposal.words = _words(row)
    proposal.parts = {"parties": [(code, code) for code in [*mine, *others]]}
    proposal.parts["signatories"] = [
        (fold(one["name"]), _signatory(one, about, others, proposal))
        for one in row.get("signatories", [])
    ]
    return proposal


def _as_one(signed: str) -> str:
    """Give a day of signature as the register keeps it: one text, also of a range."""
    first, last = for_register(signed) if signed else ("", "")
    return first if first == last else f"{first}/{last}"


def _signatory(
    one: Mapping[str, Any], about: About, others: Sequence[str], proposal: Proposal
) -> SignatoryRow:
    foreign = next((code for code in others if not code.startswith("+")), "")
    body = {"vn": about.own, "foreign": foreign}.get(one.get("side", ""), "")
    person, is_unsure = who(one, about)
    if is_unsure and ("signatories", UNSURE_PERSON) not in proposal.doubts:
        proposal.doubts.append(("signatories", UNSURE_PERSON))
    return SignatoryRow(
        name=one["name"], title=one.get("title", ""), organisation=body, person=person
    )


def _words(row: ReadRow) -> list[str]:
    words = [f"Đối tác (theo tệp): {text}" for text in row.get("partner_words", [])]
    got = row.values.get("status")
    if got and got.raw:
        words.append(f"Tình trạng (theo tệp): {got.raw}")
    faulty = [f"{name}: {one.raw}" for name, one in row.values.items() if one.problem and one.raw]
    return [*words, *faulty]


def bulk_row(
    fields: Mapping[str, Any], parts: Mapping[str, Sequence[Any]], code: str
) -> InstrumentRow:
    """Make the row that `import_instruments` takes."""
    data = {name: value for name, value in fields.items() if value not in (None, "")}
    data["place"] = data.pop("signing_place", "")
    return InstrumentRow(
        code=code,
        parties=tuple(parts.get("parties", ())),
        signatories=tuple(parts.get("signatories", ())),
        **data,
    )


class Instruments:
    """The texts an importer may see, found by number in the register, or by party and day."""

    def __init__(self, user: User, rows: Sequence[ReadRow]) -> None:
        self.all = _load(user)
        self.by_code = {one.code: one for one in self.all}
        self.by_number: dict[str, list[Existing]] = defaultdict(list)
        self.by_day: dict[str, list[Existing]] = defaultdict(list)
        for one in self.all:
            if one.fields["register_number"]:
                self.by_number[fold(one.fields["register_number"])].append(one)
            self.by_day[one.fields["signed"]].append(one)

    def find(self, row: ReadRow, proposal: Proposal) -> tuple[Existing | None, list[Existing]]:
        """Give the text the row is, and others that it may be."""
        record = row.get("record", "")
        if record and record in self.by_code:
            return self.by_code[record], []
        numbered = self.by_number.get(fold(row.get("code", "")), [])
        if len(numbered) == 1:
            return numbered[0], []
        signed = proposal.fields["signed"]
        partners = {key for key, _part in proposal.parts["parties"]}
        title = fold(row.get("title", ""))
        scored = []
        for one in self.by_day.get(signed, []):
            others = one.parts["parties"] - one.parts["own"]
            shared = bool(partners & others)
            names = [fold(one.fields[name]) for name in FIELDS[:3] if one.fields[name]]
            alike = max((fuzz.token_sort_ratio(title, name) for name in names), default=0.0)
            scored.append((alike, shared, others, one))
        scored.sort(key=lambda entry: (-entry[0], entry[3].code))
        # A text with no other party yet may be the one whose party the row, or nobody, names.
        sure = [
            one for alike, shared, others, one in scored if alike > 97 and (shared or not others)
        ]
        if len(sure) == 1:
            return sure[0], []
        likely = [
            one for alike, shared, _others, one in scored if alike >= LIKE or (signed and shared)
        ]
        return None, likely[:5]


def _load(user: User) -> list[Existing]:
    seen = Instrument.objects.visible_to(user).in_register()
    rows = list(seen.values("pk", "code", "version", *FIELDS))
    parties, own, people = defaultdict(set), defaultdict(set), defaultdict(set)
    acts: dict[int, tuple[str, str]] = {}
    mine = seen.values("pk")
    for key, code, is_own in (
        Party.objects.visible_to(user)
        .filter(instrument__in=mine)
        .values_list("instrument_id", "organisation__code", "organisation__is_own")
    ):
        parties[key].add(code)
        if is_own:
            own[key].add(code)
    for key, name in (
        Signatory.objects.visible_to(user)
        .filter(instrument__in=mine)
        .values_list("instrument_id", "name")
    ):
        people[key].add(fold(name))
    for key, on, place in Act.objects.filter(instrument__in=mine, kind=ActKind.SIGNED).values_list(
        "instrument_id", "on", "place"
    ):
        acts[key] = (plain_value(on) or "", place)
    ends = {
        key: _as_ends(*days)
        for key, *days in Course.objects.filter(instrument__in=mine).values_list(
            "instrument_id", "over_earliest", "over_latest"
        )
    }
    return [
        Existing(
            row["code"],
            row["version"],
            row["name_vi"] or row["name_en"] or row["name_ja"] or row["code"],
            {name: plain_value(row[name]) for name in FIELDS}
            | {"signed": acts.get(row["pk"], ("", ""))[0]}
            | {"signing_place": acts.get(row["pk"], ("", ""))[1]},
            {
                "parties": parties[row["pk"]],
                "signatories": people[row["pk"]],
                "own": own[row["pk"]],
            },
            {"term_end": ends.get(row["pk"], set())},
        )
        for row in rows
    ]


def _as_ends(*days: dt.date | None) -> set[str]:
    """Give how our own lists may print the end of a text: its last day, or the day it was over."""
    known = [day for day in days if day]
    around = [day - dt.timedelta(days=back) for day in known for back in (0, 1)]
    return {text for day in around for text in (f"{day}", f"{day:%Y-%m}", f"{day:%Y}")}
