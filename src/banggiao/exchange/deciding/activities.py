"""What a row of a log would write as an activity, and which activity it may be already."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from contextlib import suppress
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from rapidfuzz import fuzz

from banggiao.activities.actions.bulk import ActivityRow, ParticipantRow
from banggiao.activities.enums import Stage
from banggiao.activities.models import Activity, Participant, Party
from banggiao.core.dates import BadDate, PartialDate, earliest_of, latest_of
from banggiao.core.text import fold
from banggiao.exchange.deciding.proposals import (
    UNSURE_PERSON,
    About,
    Existing,
    Proposal,
    differences,
    named,
    plain_value,
    unit_of,
    who,
)
from banggiao.exchange.reading.choices import RANKS
from banggiao.exchange.values.dates import for_register
from banggiao.plans.enums import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.reading.result import ReadRow

HOME = "VN"
FIELDS = (
    *("name_vi", "name_en", "name_ja", "kind", "mode", "start", "end", "place", "purpose"),
    *("level", "headcount", "cost", "funding", "remark"),
)
SEEN = ("stage", "head_level", "people")
LIKE = 70
"""From here on, of 100, two titles may be of one activity."""
AT_ONCE = 500
"""So many codes or days stand in one question."""


def propose(row: ReadRow, about: About) -> Proposal:
    """Say what the row would write. What it cannot say elsewhere stands in its remark."""
    kind = row.get("kind", "")
    start, end = _days(row)
    proposal = Proposal(doubts=[])
    countries, partners = row.get("countries", []), row.get("partner_ids", [])
    others = [*partners, *(f"+{text}" for text in row.get("partner_new", []))]
    proposal.new_partners = list(row.get("partner_new", []))
    at_home = kind == ActivityKind.DELEGATION_IN or countries == [HOME]
    host, guests = _sides(kind, others, about.own, at_home=at_home)
    proposal.fields = {
        **named(row.get("title", "")),
        "kind": kind,
        "mode": row.get("mode", ""),
        "start": start,
        "end": end,
        "country": HOME if at_home else next(iter(countries), ""),
        "place": row.get("place", "") or _many(row, countries, at_home=at_home),
        "purpose": row.get("content", ""),
        "level": RANKS.get(row.get("rank", ""), ""),
        "headcount": row.get("headcount"),
        "cost": row.get("cost"),
        "funding": row.get("funding", ""),
        "lead_unit": unit_of(row.get("units", []), about),
        "remark": row.get("note", ""),
        "host": host,
    }
    if row.get("headcount_is_about"):
        proposal.fields["headcount_is_about"] = True
    proposal.words = _words(row, countries, others, about)
    proposal.parts = {"parties": [(code, code) for code in guests]}
    proposal.parts["participants"] = [
        (fold(one["name"]), _participant(one, about, proposal)) for one in row.get("people", [])
    ]
    proposal.inferred = {"host", "stage", "stage_on"}
    if not row.values["countries"].raw or at_home:
        proposal.inferred.add("country")
    if row.get("start") == row.get("end") and row.values["start"].raw == row.values["end"].raw:
        proposal.inferred.add("end")  # a month in one cell is both its ends
    _stage(row, proposal, about, start)
    return proposal


def _days(row: ReadRow) -> tuple[str, str]:
    """Give first and last day as the register keeps them: a half of a year is two months."""
    start, end = row.get("start", ""), row.get("end", "")
    if not start:
        return "", for_register(end)[1] if end else ""
    first, last = for_register(start)
    return first, for_register(end)[1] if end else ("" if len(first) == 10 else last)


def _sides(kind: str, others: Sequence[str], own: str, *, at_home: bool) -> tuple[str, list[str]]:
    """Say who hosts, and who sends or takes part."""
    mine = [own] if own else []
    if at_home:
        return own, list(others)
    if kind == ActivityKind.DELEGATION_OUT and others:
        return others[0], [*mine, *others[1:]]
    return "", [*mine, *others]


def _many(row: ReadRow, countries: Sequence[str], *, at_home: bool) -> str:
    """Keep the words of several countries: a record has room for one."""
    got = row.values.get("countries")
    return " ".join(got.raw.split()) if got and len(countries) > 1 and not at_home else ""


def _words(
    row: ReadRow, countries: Sequence[str], others: Sequence[str], about: About
) -> list[str]:
    words = [f"Đối tác (theo tệp): {text}" for text in row.get("partner_words", [])]
    got = row.values.get("countries")
    if row.get("kind") == ActivityKind.DELEGATION_IN and got and got.raw and not others:
        words.append(f"Nước (theo tệp): {got.raw}")
    high = row.get("headcount_max")
    if high:
        words.append(f"Số người (theo tệp): {row.values['headcount'].raw}")
    faulty = [f"{name}: {one.raw}" for name, one in row.values.items() if one.problem and one.raw]
    return [*words, *faulty]


def _participant(one: Mapping[str, Any], about: About, proposal: Proposal) -> ParticipantRow:
    person, is_unsure = who(one, about)
    if is_unsure and ("people", UNSURE_PERSON) not in proposal.doubts:
        proposal.doubts.append(("people", UNSURE_PERSON))
    return ParticipantRow(
        name=one["name"], title=one.get("title", ""), role=one.get("role", "member"), person=person
    )


def _stage(row: ReadRow, proposal: Proposal, about: About, start: str) -> None:
    """Say that it was held where its last day has passed, unless the file says otherwise.

    In a year with an approved plan an activity asks for its line first: there it stays open.
    """
    status = row.get("status", "")
    day = PartialDate.parse(proposal.fields["end"] or start) if start else None
    last = latest_of(day) if day else None
    first = earliest_of(PartialDate.parse(start)) if start else None
    if status not in {"", Stage.HELD} or last is None or last >= about.today or first is None:
        return
    if first.year in about.planned_years:
        proposal.doubts.append(("kind", "plan_line_asked"))
        return
    has_people = row.get("headcount") is not None or any(
        one["role"] == "head" for one in row.get("people", [])
    )
    is_delegation = row.get("kind", "").startswith("delegation")
    if first.year == last.year and (has_people or not is_delegation):
        proposal.fields["stage"] = Stage.HELD
        proposal.fields["stage_on"] = last.isoformat()


def bulk_row(
    fields: Mapping[str, Any], parts: Mapping[str, Sequence[Any]], code: str
) -> ActivityRow:
    """Make the row that `import_activities` takes."""
    data = {name: value for name, value in fields.items() if value is not None}
    for name in ("level", "country", "lead_unit", "funding", "mode", "kind", "end"):
        if not data.get(name):
            data.pop(name, None)
    if "stage_on" in data:
        data["stage_on"] = dt.date.fromisoformat(data["stage_on"])
    return ActivityRow(
        code=code,
        partners=tuple(parts.get("parties", ())),
        participants=tuple(parts.get("participants", ())),
        **data,
    )


class Activities:
    """The activities an importer may see that begin with a row of a file, or that it names."""

    def __init__(self, user: User, rows: Sequence[ReadRow], own: str) -> None:
        self.own = own
        self.by_code: dict[str, Existing] = {}
        self.by_day: dict[tuple[str, str], list[Existing]] = defaultdict(list)
        seen = Activity.objects.visible_to(user).in_register()
        codes = sorted({row.get("code", "") for row in rows} - {""})
        days, titles = _first_days(rows)
        for some in batched(codes, AT_ONCE):
            self.by_code |= {one.code: one for one in _load(seen.filter(code__in=some), user)}
        for some_days in batched(days, AT_ONCE):
            self._note(_load(seen.filter(period_earliest__in=some_days), user))
        for some in batched(titles, AT_ONCE):
            named = Q(name_vi__in=some) | Q(name_en__in=some) | Q(name_ja__in=some)
            self._note(_load(seen.filter(named, period_earliest=None), user))

    def _note(self, found: Sequence[Existing]) -> None:
        for one in found:
            self.by_code.setdefault(one.code, one)
            self.by_day[one.fields["kind"], one.fields["start"] or ""].append(one)

    def _says_same(self, proposal: Proposal, one: Existing) -> bool:
        return not differences(proposal, one, self.own)

    def find(self, row: ReadRow, proposal: Proposal) -> tuple[Existing | None, list[Existing]]:
        """Give the activity the row is, and others that it may be."""
        code = row.get("code", "")
        if code and code in self.by_code:
            return self.by_code[code], []
        fields = proposal.fields
        near = self.by_day.get((fields["kind"], fields["start"]), [])
        title = fold(next((fields[n] for n in FIELDS[:3] if fields.get(n)), ""))
        partners = {code for code, _part in proposal.parts["parties"]} | {fields["host"]}
        scored = []
        for one in near:
            shared = bool((partners - {""}) & one.parts["parties"] - one.parts["own"])
            names = [fold(one.fields[name]) for name in FIELDS[:3] if one.fields[name]]
            alike = max((fuzz.token_sort_ratio(title, name) for name in names), default=0.0)
            scored.append((alike + (15 if shared else 0), alike, shared, one))
        scored.sort(key=lambda entry: (-entry[0], entry[3].code))
        sure = [
            e
            for e in scored
            if e[1] > 97 and (e[2] or not e[3].parts["parties"] - e[3].parts["own"])
        ]
        alone = sure if len(sure) == 1 else [e for e in sure if self._says_same(proposal, e[3])]
        if alone:
            return alone[0][3], []
        return None, [entry[3] for entry in scored if entry[1] >= LIKE or entry[2]][:5]


def _first_days(rows: Sequence[ReadRow]) -> tuple[list[dt.date], list[str]]:
    """Give the first possible days of the rows, and the titles of those that have none."""
    days: set[dt.date] = set()
    titles: set[str] = set()
    for row in rows:
        day = None
        with suppress(BadDate):
            day = PartialDate.parse(next(filter(None, _days(row)), "")).earliest
        if day:
            days.add(day)
        else:
            titles.add(row.get("title", ""))
    return sorted(days), sorted(titles - {""})


def _load(query: Any, user: User) -> list[Existing]:
    rows = list(
        query.values("pk", "code", "version", "country__code", "lead_unit__code", *SEEN, *FIELDS)
    )
    keys = [row["pk"] for row in rows]
    parties: dict[int, set[str]] = defaultdict(set)
    own: dict[int, set[str]] = defaultdict(set)
    people: dict[int, set[str]] = defaultdict(set)
    for some in batched(keys, AT_ONCE):
        for key, code, is_own in (
            Party.objects.visible_to(user)
            .filter(activity__in=some)
            .values_list("activity_id", "organisation__code", "organisation__is_own")
        ):
            parties[key].add(code)
            if is_own:
                own[key].add(code)
        for key, name in (
            Participant.objects.visible_to(user)
            .filter(activity__in=some)
            .values_list("activity_id", "name")
        ):
            # What stands in brackets behind a name is read as a title.
            people[key] |= {fold(name), fold(name.split("(")[0])}
    return [
        Existing(
            row["code"],
            row["version"],
            row["name_vi"] or row["name_en"] or row["name_ja"] or row["code"],
            {name: plain_value(row[name]) for name in (*FIELDS, "stage")}
            | {"country": row["country__code"] or "", "lead_unit": row["lead_unit__code"] or ""},
            {
                "parties": parties[row["pk"]],
                "participants": people[row["pk"]],
                "own": own[row["pk"]],
            },
            {"level": {row["head_level"]}, "headcount": {row["people"]}},
        )
        for row in rows
    ]
