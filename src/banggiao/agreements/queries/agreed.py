"""What a table comes to when all is agreed: the text, clause by clause, in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banggiao.agreements.enums import Side
from banggiao.agreements.models import Clause, Wording
from banggiao.agreements.queries.negotiation import languages_of
from banggiao.agreements.queries.versions import node_of
from banggiao.agreements.texts.tree import Kind, Node
from banggiao.agreements.texts.wordings import parted, worded
from banggiao.documents.languages import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.agreements.models import Item, Negotiation

_NUMBER = re.compile(r"\d+\w*|\b\w\b")
_PARTS = {Kind.ARTICLE: "art", Kind.PARAGRAPH: "para", Kind.POINT: "point"}
_BELOW = ((Kind.ARTICLE, Kind.PARAGRAPH), (Kind.ARTICLE, Kind.POINT), (Kind.PARAGRAPH, Kind.POINT))


@dataclass(slots=True)
class Agreed:
    """The nodes of each language, which clause each is, and where agreed words are missing."""

    nodes: dict[str, list[Node]] = field(default_factory=dict)
    wids: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Column:
    """A text in one language while it is put together: each node with its wid."""

    language: str
    rows: list[tuple[str, Node]]


def agreed_texts(negotiation: Negotiation) -> Agreed:
    """Put together what was agreed. Clauses that were set aside stand as they stood.

    A clause whose words in the working language are those it began with stands in the others as it
    stood, unless other words were agreed there.
    """
    items = list(negotiation.items.filter(state="active").order_by("order", "pk"))
    words = _agreed_words(items)
    stood = _columns(negotiation)
    result = Agreed()
    for language in languages_of(negotiation):
        column = _Column(language, list(stood[language].items()))
        result.missing += _fill(column, items, words, stood, negotiation.language)
        result.nodes[language] = [node for _wid, node in column.rows]
        result.wids[language] = {node.eid: wid for wid, node in column.rows}
    return result


def _agreed_words(items: Sequence[Item]) -> dict[tuple[int, str], str]:
    found = Wording.objects.filter(item__in=[item.pk for item in items], side=Side.AGREED)
    return {(one.item_id, one.language): one.body for one in found.order_by("number")}


def _columns(negotiation: Negotiation) -> dict[str, dict[str, Node]]:
    columns: dict[str, dict[str, Node]] = {}
    rows = Clause.objects.filter(text__version=negotiation.base_id).select_related("text")
    for row in rows.order_by("text", "order"):
        columns.setdefault(row.text.language, {})[row.wid] = node_of(row)
    return columns


def _fill(
    column: _Column,
    items: Sequence[Item],
    words: dict[tuple[int, str], str],
    stood: dict[str, dict[str, Node]],
    working: str,
) -> list[str]:
    """Write the agreed words into a column; give the clauses that have none in its language."""
    missing: list[str] = []
    above = ""
    for item in items:
        body, main = words.get((item.pk, column.language)), words.get((item.pk, working))
        there = item.wid in stood[column.language]
        if body is None:
            if main == "":
                body = ""
            elif not there or main != _words(stood[working].get(item.wid)):
                missing.append(f"{item} ({name_of(column.language)})")
                continue
        if body == "":
            _drop(column, item.wid)
            continue
        if body is not None:
            _write(column, item, body, above)
        above = item.wid
    return missing


def _drop(column: _Column, wid: str) -> None:
    """Leave out a clause that was struck; what stood under it moves up to where it stood."""
    gone = next((node for other, node in column.rows if other == wid), None)
    if gone is None:
        return
    column.rows = [
        (other, replace(node, parent=gone.parent) if node.parent == gone.eid else node)
        for other, node in column.rows
        if other != wid
    ]


def _words(node: Node | None) -> str | None:
    return None if node is None else worded(node.heading, node.text)


def _write(column: _Column, item: Item, body: str, above: str) -> None:
    """Put words in the place of those of a clause, or a new clause after the one above it."""
    for place, (wid, node) in enumerate(column.rows):
        if wid == item.wid:
            heading, text = parted(body, has_heading=bool(node.heading))
            column.rows[place] = (wid, replace(node, heading=heading, text=text))
            return
    wids = [wid for wid, _node in column.rows]
    place = wids.index(above) + 1 if above in wids else 0
    column.rows.insert(place, (item.wid, _new(column, item, body, place)))


def _new(column: _Column, item: Item, body: str, place: int) -> Node:
    kind = Kind(item.kind)
    parent = _parent([node for _wid, node in column.rows[:place]], kind)
    found = _NUMBER.search(item.printed)
    num = found.group() if found else ""
    heading, text = parted(body, has_heading=bool(item.heading))
    stem = f"{parent}__" if parent and kind is not Kind.ARTICLE else ""
    eid = base = f"{stem}{_PARTS.get(kind, 'unplaced')}_{num or 'new'}"
    taken, count = {node.eid for _wid, node in column.rows}, 1
    while eid in taken:
        count += 1
        eid = f"{base}_{count}"
    return Node(eid, kind, num, item.printed, heading, text, parent)


def _parent(before: Sequence[Node], kind: Kind) -> str:
    """Give the eid a new clause stands under: beside the last of its kind, or below a wider one."""
    for node in reversed(before):
        if node.kind is kind:
            return node.parent
        if (node.kind, kind) in _BELOW:
            return node.eid
    return ""
