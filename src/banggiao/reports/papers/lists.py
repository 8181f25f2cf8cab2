"""The records behind a figure, as papers list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banggiao.core.papers.word import whole_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.reports.queries.compiling import Content


LISTED = 50
"""So many records a figure stand in the Word paper; the Excel file has all."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One record: what it is called, when it was, where it opens."""

    type: str
    code: str
    label: str
    url: str
    date_words: str = ""
    counted: bool = True
    uncertain: bool = False

    @property
    def remark(self) -> str:
        """What a reader must know: that the date is not certain, that it was not counted."""
        if not self.counted:
            return _("date not certain, not counted")
        return _("date not certain") if self.uncertain else ""


@dataclass(frozen=True, slots=True)
class RecordList:
    """A figure, or a part of one, with the records behind it; ``total`` of them in all."""

    code: str
    part: str
    label: str
    unit: str
    value: int
    url: str
    records: Sequence[Listed]
    total: int


def absolute(content: Content) -> Content:
    """Give the content with whole addresses: a paper is read outside of the register."""
    sections = [
        {**section, "sentences": [_whole(sentence) for sentence in section["sentences"]]}
        for section in content["sections"]
    ]
    tables = [
        {
            **table,
            "rows": [{**row, "cells": _whole(row["cells"])} for row in table["rows"]],
        }
        for table in content["tables"]
    ]
    return {
        **content,
        "sections": sections,
        "tables": tables,
        "figures": _whole(content["figures"]),
    }


def _whole(cells: Sequence[Content]) -> list[Content]:
    return [
        {**cell, "url": whole_address(cell["url"])} if cell.get("url") else cell for cell in cells
    ]
