"""Loads the sources of the facts, the papers, and which fact rests on which source.

All of it is public. The sources themselves are not kept: the register says where they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.accounts.actions import system_user
from banggiao.core.enums import Classification
from banggiao.demo.reading import several, table
from banggiao.documents.actions.bulk import (
    CitationRow,
    DocumentRow,
    import_citations,
    import_documents,
)
from banggiao.documents.enums import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.bulk import Imported

PUBLIC = int(Classification.PUBLIC)
NUMBER = re.compile(r"\b\d+(?:/\d{4})?/[A-ZĐ]+(?:-[A-ZĐ]+\d*)*")
VIETNAMESE = re.compile("[ăâđêôơưạ-ỹ]", re.IGNORECASE)


def load_documents() -> Imported:
    """Enter the sources, then the papers."""
    return import_documents([*_sources(), *_papers()], by=system_user())


def _sources() -> Iterator[DocumentRow]:
    for row in table("sources"):
        # The list titles a page in Vietnamese or, for all other languages, in English.
        in_vietnamese = row["language"] == "vi" and VIETNAMESE.search(row["title"])
        yield DocumentRow(
            code=row["id"],
            kind=DocumentKind.WEB_PAGE if row["address"] else DocumentKind.ARTICLE,
            name_vi=row["title"] if in_vietnamese else "",
            name_en="" if in_vietnamese else row["title"],
            issued=row["date"],
            language=row["language"],
            address=row["address"],
            remark=row["note"],
            classification=PUBLIC,
        )


def _papers() -> Iterator[DocumentRow]:
    names = {row["id"]: row["name_vi"] or row["name_en"] for row in table("organisations")}
    for row in table("papers"):
        number = NUMBER.search(row["title_vi"])
        yield DocumentRow(
            code=row["id"],
            kind=row["kind"],
            name_vi=row["title_vi"],
            name_en=row["title_en"],
            number=number.group() if number else "",
            issued=row["issued"],
            remark=row["note"],
            classification=PUBLIC,
            issuers=[(names[code], code) for code in several(row["issuers"])],
        )


def load_citations() -> Imported:
    """Say where each fact comes from."""
    rows = [
        *_cited("papers", "documents.document"),
        *_cited("organisations", "partners.organisation"),
        *_cited("people", "partners.person"),
        *_posts(),
        *_cited("relationships", "partners.milestone"),
    ]
    return import_citations(list(dict.fromkeys(rows)), by=system_user())


def _cited(name: str, about_type: str) -> Iterator[CitationRow]:
    for row in table(name):
        for document in several(row["source"]):
            yield CitationRow(about_type=about_type, about_code=row["id"], document=document)


def _posts() -> Iterator[CitationRow]:
    """Cite the person: a post is a part of theirs. The remark names it."""
    for row in table("posts"):
        for document in several(row["source"]):
            yield CitationRow(
                about_type="partners.person",
                about_code=row["person_id"],
                document=document,
                remark=row["title_vi"] or row["title_en"],
            )
