"""Lists, a page, the history and writes of partners."""

from __future__ import annotations

from dataclasses import replace

from bench.pages import RECORD_GOAL, Page, Rows, Turn, at, bounded
from bench.rooms.partners import code_of, rich_code

_PARTNERS = (
    "FROM partners_organisation o LEFT JOIN partners_country c ON c.code = o.country_id "
    "WHERE o.classification <= %(clearance)s AND o.state = 'active' AND o.is_own = false"
)
_PEOPLE = (
    "FROM partners_person p LEFT JOIN partners_country c ON c.code = p.country_id "
    "WHERE p.classification <= %(clearance)s AND p.state = 'active'"
)
_FOUND = (
    "AND o.code IN (SELECT e.code FROM core_searchentry e WHERE e.classification <= %(clearance)s "
    "AND e.kind = 'partners.organisation' AND {words})"
)
_IN_SQLITE = (
    "e.id IN (SELECT rowid FROM core_searchentry_words "
    'WHERE core_searchentry_words MATCH \'"thanh" "tra"*\')'
)
_IN_POSTGRESQL = "e.words @@ to_tsquery('simple', '''thanh'' & ''tra'':*')"


def _partners(extra: str = "", order: str = "o.sort_key, o.id") -> str:
    return (
        "SELECT o.code, o.name_vi, o.abbreviation, o.kind, c.name_vi, o.founded "
        f"{_PARTNERS} {extra} ORDER BY {order} LIMIT 51"
    )


def _rows(extra: str = "", order: str = "o.sort_key, o.id") -> Rows:
    return Rows(_partners(extra, order), bounded(f"{_PARTNERS} {extra}"))


def _by_words() -> Rows:
    lite, post = (_FOUND.format(words=words) for words in (_IN_SQLITE, _IN_POSTGRESQL))
    return replace(_rows(lite), postgresql=_rows(post))


def _new(turn: Turn) -> dict[str, str]:
    return {
        "name_vi": f"Thanh tra mới thành lập {turn.number}",
        "name_en": f"Newly Founded Inspectorate {turn.number}",
        "abbreviation": f"MOI{turn.number}",
        "kind": "ministry",
        "country": "LA",
        "parent": code_of(2),
        "founded": "2020-05",
        "classification": "1",
        "aliases": f"Tên khác {turn.number}",
    }


PAGES = (
    Page("list", at("/partners/"), rows=_rows()),
    Page(
        "list filtered",
        at("/partners/", country="KR", kind="ministry"),
        rows=_rows("AND o.country_id = 'KR' AND o.kind = 'ministry'"),
    ),
    Page(
        "list sorted",
        at("/partners/", sort="-country"),
        rows=_rows(order="c.sort_key DESC, o.sort_key DESC, o.id DESC"),
    ),
    Page("list by words", at("/partners/", q="thanh tra"), rows=_by_words()),
    Page(
        "people",
        at("/people/"),
        rows=Rows(
            "SELECT p.code, p.name, p.name_native, p.form_of_address, c.name_vi, p.remark "
            f"{_PEOPLE} ORDER BY p.sort_key, p.id LIMIT 51",
            bounded(_PEOPLE),
        ),
    ),
    Page("partner", lambda turn: f"/partners/{rich_code(turn.number)}/", goal=RECORD_GOAL),
    Page("history", lambda turn: f"/partners/{rich_code(turn.number)}/history/", goal=RECORD_GOAL),
    Page("form", at("/partners/add/"), goal=RECORD_GOAL),
    Page("create", at("/partners/add/"), goal=RECORD_GOAL, form=_new),
    Page(
        "change",
        lambda turn: f"/partners/{rich_code(turn.number)}/edit/",
        goal=RECORD_GOAL,
        form=_new,
    ),
)
