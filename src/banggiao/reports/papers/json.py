"""Writes a report as JSON: its content, and its figures with the records behind them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.reports.papers.lists import Listed, RecordList
    from banggiao.reports.queries.compiling import Content


def as_json(content: Content, lists: Iterable[RecordList]) -> bytes:
    """Write the content. Each figure has its records; its parts stand in the tables."""
    known = {one["code"]: one for one in content["figures"]}
    figures = [
        {
            **known.get(one.code, {}),
            "code": one.code,
            "label": one.label,
            "unit": one.unit,
            "value": one.value,
            "url": one.url,
            "records": [_record(r) for r in one.records if r.counted],
            "uncertain": [_uncertain(r) for r in one.records if r.uncertain],
        }
        for one in lists
        if not one.part
    ]
    whole = {**content, "figures": figures}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def _record(record: Listed) -> dict[str, Any]:
    return {"type": record.type, "id": record.code, "label": record.label, "url": record.url}


def _uncertain(record: Listed) -> dict[str, Any]:
    return {**_record(record), "date": record.date_words, "counted": record.counted}
