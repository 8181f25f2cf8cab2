"""Lists, a page, the figures of a year, writes and exports of activities."""

from __future__ import annotations

from dataclasses import replace

from bench.pages import RECORD_GOAL, Page, Rows, Turn, at, bounded
from bench.rooms.activities import EXPORTED, EXPORTED_KIND, rich_code
from bench.rooms.partners import OWN_BODY
from bench.rooms.partners import rich_code as rich_body
from bench.words import LAST_YEAR

YEAR = str(LAST_YEAR - 4)
"""The year whose figures are measured: all of it is over."""

_SEEN = (
    "FROM activities_activity a LEFT JOIN partners_country c ON c.code = a.country_id "
    "WHERE a.classification <= %(clearance)s AND a.state = 'active'"
)
_FOUND = (
    "AND a.code IN (SELECT e.code FROM core_searchentry e WHERE e.classification <= %(clearance)s "
    "AND e.kind = 'activities.activity' AND {words})"
)
_IN_SQLITE = (
    "e.id IN (SELECT rowid FROM core_searchentry_words "
    'WHERE core_searchentry_words MATCH \'"thanh" "tra"*\')'
)
_IN_POSTGRESQL = "e.words @@ to_tsquery('simple', '''thanh'' & ''tra'':*')"
_NEWEST = "a.period_earliest DESC NULLS LAST, a.id DESC"


def _rows(extra: str = "", order: str = _NEWEST) -> Rows:
    columns = "a.code, a.name_vi, a.kind, a.stage, c.name_vi, a.people"
    statement = f"SELECT {columns} {_SEEN} {extra} ORDER BY {order} LIMIT 51"  # our own words
    return Rows(statement, bounded(f"{_SEEN} {extra}"))


def _by_words() -> Rows:
    lite, post = (_FOUND.format(words=words) for words in (_IN_SQLITE, _IN_POSTGRESQL))
    return replace(_rows(lite), postgresql=_rows(post))


def _export(form: str) -> Page:
    def address(turn: Turn) -> str:
        narrowed = f"&kind={EXPORTED_KIND}" if turn.size > EXPORTED else ""
        return f"/activities/?export={form}{narrowed}"

    seconds = {"csv": 0.5, "xlsx": 1.5}[form]
    name = f"activities {form}"
    return Page(name, address, seconds=seconds, user="head", heavy=True)


def _new(turn: Turn) -> dict[str, str]:
    return {
        "kind": "delegation_in",
        "mode": "in_person",
        "name_vi": f"Đón đoàn mới {turn.number}",
        "name_en": f"New delegation {turn.number}",
        "start": "2020-05-04",
        "end": "2020-05-06",
        "country": "VN",
        "place": "Hà Nội",
        "purpose": "Dữ liệu đo, không có thật.",
        "host": OWN_BODY,
        "partners": f"{rich_body(1)}\n{rich_body(2)}",
        "role_1": "head",
        "who_1": f"Nguyễn Văn {turn.number}",
        "title_1": "Vụ trưởng",
        "role_2": "member",
        "who_2": f"Lê Thị {turn.number}",
        "role_3": "member",
        "who_3": f"Trần Văn {turn.number}",
        "classification": "1",
    }


PAGES = (
    Page("activities", at("/activities/"), rows=_rows()),
    Page(
        "activities filtered",
        at("/activities/", kind="workshop", country="KR"),
        rows=_rows("AND a.kind = 'workshop' AND a.country_id = 'KR'"),
    ),
    Page(
        "activities sorted",
        at("/activities/", sort="name"),
        rows=_rows(order="a.sort_key, a.id"),
    ),
    Page("activities by words", at("/activities/", q="thanh tra"), rows=_by_words()),
    Page("activity", lambda turn: f"/activities/{rich_code(turn.number)}/", goal=RECORD_GOAL),
    Page(
        "activity history",
        lambda turn: f"/activities/{rich_code(turn.number)}/history/",
        goal=RECORD_GOAL,
    ),
    Page("activity form", at("/activities/add/"), goal=RECORD_GOAL),
    Page("activity create", at("/activities/add/"), goal=RECORD_GOAL, form=_new),
    Page("figures of a year", at("/figures/", year=YEAR), seconds=0.3),
    Page("figure opened", at("/figures/delegations_out/", year=YEAR), goal=RECORD_GOAL),
    _export("csv"),
    _export("xlsx"),
)
