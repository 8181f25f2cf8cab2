"""Loads the texts of the facts: parties, signing, who signed, term, the text before, sources.

All of it is public. What a source does not say stays empty; only the cases below say more than
the table's cells, because its words do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.accounts.actions import system_user
from banggiao.agreements.actions.bulk import InstrumentRow, SignatoryRow, import_instruments
from banggiao.agreements.enums import Relation, SignatoryRole
from banggiao.core.enums import Classification
from banggiao.demo.reading import several, table
from banggiao.documents.actions.bulk import CitationRow, import_citations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.bulk import Imported

PUBLIC = int(Classification.PUBLIC)
DURATION = re.compile(r"P(\d+)Y")
SIGNED_DAY_UNKNOWN = {
    "asean-pac-plan-2023-2025",  # the plan exists, its adoption has no day
    "moha-jp-mic-programme-2024",  # "Date of agreement not known"
    "jp-mic-memoranda-2020",  # "signing dates not known"
}
"""Texts that exist, though nobody says when they were agreed."""
COPIES = {"giv-la-sia-1998-2016": 5}
"""Texts that are known only together (`agreement_series`), by their number in the note."""


def load_instruments() -> Imported:
    """Enter the texts, then cite the sources: of the signing where there is one, else the text."""
    rows = table("instruments")
    titles = _titles()
    loaded = import_instruments([_row(row, titles) for row in rows], by=system_user())
    import_citations(list(_sources(rows)), by=system_user())
    return loaded


def _row(row: dict[str, str], titles: dict[tuple[str, str], tuple[str, str]]) -> InstrumentRow:
    start, end, months = _term(row["term"])
    before = row["predecessor_id"]
    return InstrumentRow(
        code=row["id"],
        kind=row["kind"],
        name_vi=row["title_vi"],
        name_en=row["title_en"],
        parties=several(row["parties"]),
        signed=_signed(row),
        place=row["place"],
        signatories=[
            SignatoryRow(
                person=person,
                role=role,
                title=titles.get((person, row["signed"]), ("", ""))[0],
                organisation=titles.get((person, row["signed"]), ("", ""))[1],
            )
            for column, role in (
                ("signatories", SignatoryRole.SIGNATORY),
                ("witnesses", SignatoryRole.WITNESS),
            )
            for person in several(row[column])
        ],
        topics=several(row["topics"]),
        term_start=start,
        term_end=end,
        term_months=months,
        copies=COPIES.get(row["id"], 1),
        predecessor=before or None,
        relation=(row["relation"] or Relation.FOLLOWS) if before else "",
        remark="\n".join(part for part in (row["status_note"], row["note"]) if part),
        classification=PUBLIC,
    )


def _signed(row: dict[str, str]) -> str | None:
    return row["signed"] or ("" if row["id"] in SIGNED_DAY_UNKNOWN else None)


def _term(text: str) -> tuple[str, str, int | None]:
    """Read a term: `2015/2020` and `2024` are from and until, `P5Y` is a duration."""
    if years := DURATION.fullmatch(text):
        return "", "", 12 * int(years[1])
    start, _slash, end = text.partition("/")
    return start, end or start, None


def _titles() -> dict[tuple[str, str], tuple[str, str]]:
    """Give the title and body of a person on the days on which a source shows them in the post."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for post in table("posts"):
        title = post["title_vi"] or post["title_en"]
        found.setdefault((post["person_id"], post["known_at"]), (title, post["organisation_id"]))
    return found


def _sources(rows: list[dict[str, str]]) -> Iterator[CitationRow]:
    for row in rows:
        is_signed = _signed(row) is not None
        for document in several(row["source"]):
            yield CitationRow(
                about_type="agreements.act" if is_signed else "agreements.instrument",
                about_code=f"{row['id']}-signed" if is_signed else row["id"],
                document=document,
            )
