"""Loads the facts that `duties` keeps: what was promised or planned, by whom and by when.

Facts are public. A promise counts as kept only where the facts say plainly that it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.actions import system_user
from banggiao.accounts.models import Unit
from banggiao.core.enums import Classification
from banggiao.demo.reading import several, table
from banggiao.documents.actions.bulk import CitationRow, import_citations
from banggiao.duties.actions.bulk import DutyRow, import_duties
from banggiao.duties.enums import DutyKind

if TYPE_CHECKING:
    from banggiao.accounts.bulk import Imported

KEPT = {
    "c-019": "2022",  # the 18th Principals Meeting; its day is not known (mechanism_meetings)
    "c-038": "2024-09-20",  # the workshop that the note names
}


def load_duties() -> Imported:
    """Enter the promises with their sources; of two records one comes from, the text wins."""
    rows = table("commitments")
    bodies = {body for row in rows for body in several(row["promisor_id"])}
    found = Unit.objects.filter(code__in=bodies, parent__isnull=False)
    units = set(found.values_list("code", flat=True))
    loaded = import_duties([_row(row, units) for row in rows], by=system_user())
    sources = [
        CitationRow(about_type="duties.duty", about_code=row["id"], document=document)
        for row in rows
        for document in several(row["source"])
    ]
    import_citations(sources, by=system_user())
    return loaded


def _row(row: dict[str, str], units: set[str]) -> DutyRow:
    code, promisors = row["id"], several(row["promisor_id"])
    about_type, about_code = "", ""
    if row["instrument_id"]:
        about_type, about_code = "agreements.instrument", row["instrument_id"]
    elif row["activity_id"]:
        about_type, about_code = "activities.activity", row["activity_id"]
    done = code in KEPT
    remarks = [row["note"]] if done else [row["status_note"], row["note"]]
    return DutyRow(
        code=code,
        kind=DutyKind.PROMISE,
        name_vi=row["content_vi"],
        name_en=row["content_en"],
        promisors=promisors,
        beneficiaries=several(row["beneficiary_id"]),
        due=row["due"],
        about_type=about_type,
        about_code=about_code,
        unit=next((body for body in promisors if body in units), ""),
        kept_on=KEPT.get(code, ""),
        evidence=row["status_note"] if done else "",
        remark="\n".join(text for text in remarks if text),
        classification=int(Classification.PUBLIC),
    )
