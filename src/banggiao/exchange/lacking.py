"""What rows of a file lack, so that one value can be given to all of them at once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from banggiao.exchange.kinds.fields import fields_of
from banggiao.exchange.showing import AS_COLUMN, told_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LACKING = frozenset({"missing", "refused"})
"""Problems of a cell in which nothing stands."""
OWN = frozenset({"name", "code"})
"""What no two records share is never given to several rows."""


def lacked(
    kind: str,
    problems: Iterable[Mapping[str, Any]],
    values: Mapping[str, Mapping[str, Any]],
    texts: Mapping[str, Sequence[str]],
    corrections: Mapping[str, str],
) -> list[str]:
    """Give the fields that are wrong because nothing says them: no cell, and nobody who typed.

    A field that follows from something else, such as a kind from its section, is not lacked.
    """
    known = {*fields_of(kind)} - OWN
    found = []
    for one in problems:
        if one["code"] not in LACKING:
            continue
        name = AS_COLUMN.get(one["field"], one["field"])
        is_said = name in corrections or any(text.strip() for text in texts.get(name, ()))
        is_read = any((values.get(part) or {}).get("value") for part in told_by(kind, name))
        if name in known and not is_said and not is_read:
            found.append(name)
    return list(dict.fromkeys(found))


def runs_of(numbers: Iterable[int]) -> list[list[int]]:
    """Write numbers of rows short, as first and last of each run: [[1, 4], [9, 9]]."""
    runs = []
    for _key, group in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        run = [number for _place, number in group]
        runs.append([run[0], run[-1]])
    return runs


def numbers_in(runs: Iterable[Sequence[int]]) -> set[int]:
    """Give the numbers that `runs_of` wrote."""
    return {number for first, last in runs for number in range(first, last + 1)}
