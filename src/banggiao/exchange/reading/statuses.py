"""Reads how an activity stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banggiao.core.text import fold
from banggiao.exchange.reading.cells import choose, line
from banggiao.exchange.reading.result import Got
from banggiao.exchange.values.cells import MORE_WORDS
from banggiao.exchange.values.choices import choices

if TYPE_CHECKING:
    from banggiao.exchange.reading.around import Around
    from banggiao.exchange.reading.result import Cells


def read_status(cells: Cells, around: Around) -> Got:
    """Read how it stands; where no cell says it, what the name or the remark begins with."""
    got = choose(cells, "status", "activity_states")
    if got.raw:
        return got
    if around.struck:
        return Got("cancelled", doubt=MORE_WORDS)
    for name in ("title", "content", "note"):
        words = line(cells, name)
        for said in _ASIDE.findall(words.value) if name != "note" else [words.value]:
            clause = _CLAUSE.split(said, maxsplit=1)[0]
            code = (
                choices("activity_states").read(clause).value
                if _CALLED_OFF.match(fold(clause))
                else ""
            )
            if code in {"cancelled", "postponed"}:
                return Got(code, words.raw, words.column, "", MORE_WORDS)
    return got


_ASIDE = re.compile(r"\(([^()]*)\)")
_CLAUSE = re.compile(r"[,.;:\n]")
_CALLED_OFF = re.compile(
    r"(?:da |tam |doan |xin )*(?:huy|hoan|khong thuc hien|cancell?ed|postponed)(?! thanh)"
)
