"""Takes a sheet apart into its tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from banggiao.exchange.layout.body import LONGEST_GAP, Body
from banggiao.exchange.layout.grid import Grid
from banggiao.exchange.layout.headings import find_head, head_from, looks_like_head
from banggiao.exchange.layout.parts import Heading, Reason, Skipped, Table
from banggiao.exchange.layout.rows import Sort, sort_of
from banggiao.exchange.layout.sections import has_marker, section_of
from banggiao.exchange.layout.shape import (
    FEW,
    LOOKED_AT,
    Shape,
    begins_with_number,
    is_signature,
)
from banggiao.exchange.layout.words import says_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from banggiao.exchange.books.book import Sheet
    from banggiao.exchange.layout.headings import Head
    from banggiao.exchange.layout.parts import Section

    Known = Callable[[str], float]
    HoldsPeople = Callable[[tuple[str, ...]], bool]

MOST_TITLE_ROWS = 30
"""So many rows at most above a further table are its title."""


def _nobody(_labels: tuple[str, ...]) -> bool:
    return False


def find_tables(sheet: Sheet, known: Known, holds_people: HoldsPeople = _nobody) -> list[Table]:
    """Find the tables of a sheet, one below the other or side by side, with every row explained.

    ``known`` says from 0 to 1 how surely a text is the name of a column, ``holds_people`` whether
    the labels of a column are those of a column of people.
    """
    grid = Grid(sheet)
    first = find_head(grid, known)
    if first is None:
        return []
    heads = [first, *_further_heads(grid, first, known)]
    starts = [1, *(_title_start(grid, *two) for two in pairwise(heads))]
    ends = [*(start - 1 for start in starts[1:]), grid.last]
    tables: list[Table] = []
    for head, start, end in zip(heads, starts, ends, strict=True):
        side = _side_by_side(grid, head)
        among = len(heads) + len(side) - 1
        parts = [_read(grid, part, (start, end), holds_people, among=among) for part in side]
        for place, part in enumerate(parts):
            part.title = _title(grid, range(start, head.top), _reach(side, place))
        _explain_once(parts)
        tables += parts
    for table in tables:
        table.sheet_title = tables[0].title
    return tables


def _further_heads(grid: Grid, head: Head, known: Known) -> Iterator[Head]:
    """Find where other tables begin: other labels, or these below a title of their own."""
    below = head.bottom
    for row in grid.rows:
        if row <= below or not looks_like_head(grid, row, known):
            continue
        titled = head.begins_at(grid, row) and _has_title(grid, head, row)
        if head.is_repeated_in(grid, row) and not titled:
            continue
        head = head_from(grid, row, known, below=below)
        below = head.bottom
        yield head


def _has_title(grid: Grid, head: Head, row: int) -> bool:
    """Whether lines above a row of labels title another table, more than sections would."""
    width = head.headings[-1].column - head.headings[0].column + 1
    for one in _lines_above(grid, head, row):
        text = " ".join(grid.line(one).values())
        spans = [len(grid.span(one, column)) for column in grid.line(one)]
        stands_out = text.isupper() or max(spans, default=0) * 2 > width or not grid.line(one - 1)
        if text and not has_marker(text) and stands_out:
            return True
    return False


def _lines_above(grid: Grid, head: Head, row: int) -> list[int]:
    """Give the rows right above a head that are no data of the table before it."""
    columns = range(head.headings[0].column, head.headings[-1].column + 1)
    shape = Shape(columns, len(columns))
    found: list[int] = []
    for one in range(row - 1, max(head.bottom, row - MOST_TITLE_ROWS), -1):
        line = grid.line(one)
        titles = not line or sort_of(grid, one, shape) in _TITLES
        if not titles and not (found and _is_pair(line)):
            break
        found.append(one)
    while found and not grid.line(found[-1]):
        found.pop()
    return found[::-1]


_TITLES = frozenset({Sort.LINE, Sort.SECTION, Sort.EMPTY})


def _is_pair(line: Mapping[int, str]) -> bool:
    """Whether a row is two long texts side by side, as the names of body and state are."""
    texts = list(line.values())
    long = all(len(text) > 8 and not text[0].isdigit() for text in texts)
    return len(texts) == 2 and long and not is_signature(line)


def _title_start(grid: Grid, before: Head, head: Head) -> int:
    """Give the first row above a further head that belongs to it."""
    lines = _lines_above(grid, before, head.top)
    return lines[0] if lines else head.top


def _side_by_side(grid: Grid, head: Head) -> list[Head]:
    """Part a head where an empty column stands between tables that are like each other."""
    groups: list[list[int]] = []
    hidden = grid.sheet.hidden_columns
    for heading in head.headings:
        near = groups and all(c in hidden for c in range(groups[-1][-1] + 1, heading.column))
        if near:
            groups[-1].append(heading.column)
        else:
            groups.append([heading.column])
    whole = [set(group) for group in groups if len(group) > 1]
    if len(whole) < 2:
        return [head]
    labels = [[h.labels[-1] for h in head.headings if h.column in group] for group in whole]
    if not all(_are_alike(labels[0], one) for one in labels[1:]):
        return [head]
    return [
        replace(head, headings=[h for h in head.headings if h.column in group]) for group in whole
    ]


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether tables side by side share labels, or begin alike: each numbers its rows."""
    begins = one[0] == other[0] and min(len(one), len(other)) > FEW
    return begins or len(set(one) & set(other)) >= FEW


def _read(
    grid: Grid, head: Head, rows: tuple[int, int], holds_people: HoldsPeople, *, among: int
) -> Table:
    start, end = rows
    header_rows = tuple(range(head.top, head.bottom + 1))
    table = Table(grid.sheet.name, list(head.headings), header_rows)
    above = [row for row in range(start, head.top) if head.top - row <= LONGEST_GAP]
    opening = dict(_opening(grid, above, among=among))
    table.skipped += [
        Skipped(row, Reason.SECTION if row in opening else Reason.HEADER_BLOCK) for row in above
    ]
    table.skipped += [Skipped(row, Reason.COLUMN_HEADER) for row in header_rows]
    if _is_numbered_left(grid, head, end):
        table.headings.insert(0, Heading(head.headings[0].column - 1, ("",)))
    names = frozenset(h.column for h in head.headings if holds_people(h.labels))
    Body(grid, head, table, end=end).read(names, list(opening.items()))
    table.skipped.sort()
    return table


def _is_numbered_left(grid: Grid, head: Head, end: int) -> bool:
    """Whether rows are numbered in a column left of the table, above which nothing stands."""
    column = head.headings[0].column - 1
    if column < 1 or column in grid.sheet.hidden_columns:
        return False
    rows = [row for row in grid.rows if head.bottom < row <= end][:LOOKED_AT]
    wide = [row for row in rows if len(grid.line(row)) > FEW]
    numbered = sum(begins_with_number(grid.line(row)) for row in wide if grid.text(row, column))
    return numbered * 2 > len(wide)


def _opening(grid: Grid, above: Sequence[int], *, among: int) -> Iterator[tuple[int, Section]]:
    """Give the sections that stand right above a head: "II. ĐOÀN VÀO".

    A number alone opens a section only where the sheet has several tables.
    """
    found = []
    for row in reversed(above):
        line = grid.line(row)
        text = next(iter(line.values()), "")
        if not line or says_unit(text):
            continue
        if len(line) > 1 or not has_marker(text) or (text[0].isdigit() and among < 2):
            break
        found.append((row, section_of(text)))
    yield from reversed(found)


def _reach(side: Sequence[Head], place: int) -> range:
    """Give the columns up to the tables at the sides."""
    first = side[place - 1].headings[-1].column + 1 if place else 0
    last = side[place + 1].headings[0].column if place + 1 < len(side) else 1_000_000
    return range(first, last)


def _title(grid: Grid, above: range, reach: range) -> str:
    """Give the lines above a table, without what stands only over its neighbour."""
    lines = []
    for row in above if len(above) <= LONGEST_GAP else grid.rows:
        if row not in above:
            continue
        line = grid.line(row)
        texts = [
            t
            for c, t in line.items()
            if grid.span(row, c)[-1] >= reach[0] and c in range(reach[-1] + 1)
        ]
        if texts:
            lines.append(" ".join(" ".join(texts).split()))
    return "\n".join(lines)


def _explain_once(parts: Sequence[Table]) -> None:
    """Tell of each row of tables side by side once why it is skipped, if it is data in none."""
    if len(parts) < 2:
        return
    data = {row.number for part in parts for row in part.rows}
    reasons: dict[int, Reason] = {}
    for part in parts:
        for row, reason in part.skipped:
            if row not in data and reasons.get(row, Reason.BLANK) == Reason.BLANK:
                reasons[row] = reason
        part.skipped.clear()
    parts[0].skipped += [Skipped(row, reason) for row, reason in sorted(reasons.items())]
