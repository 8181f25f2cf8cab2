"""The negotiation table of a long text: opened, narrowed, a clause looked at and saved."""

from __future__ import annotations

import itertools

from bench.pages import Page, Turn, at
from bench.rooms.agreements import MEMO, item_code

TABLE = f"/agreements/{MEMO}/negotiation/"
COUNTED = 900_000
"""Beyond it are the turns of the process that counts statements (`bench.questions`)."""
SECONDS = 0.15
"""What a page of the meeting may take, whatever the text's length."""


def _clause(turn: Turn) -> str:
    return f"{TABLE}clauses/{item_code(turn.number)}/"


_unsaved = itertools.count()


def _save(turn: Turn) -> str:
    """Give a clause on which the other side has said nothing in Vietnamese yet."""
    number = turn.number if turn.number > COUNTED else next(_unsaved)
    return f"{TABLE}clauses/{item_code(number)}/words/?side=theirs&language=vi"


def _words(turn: Turn) -> dict[str, str]:
    return {"body": f"Lời văn mới số {turn.number} của điều khoản này."}


PAGES = [
    Page("negotiation", at(TABLE), seconds=SECONDS, user="head"),
    Page("negotiation open", at(TABLE, stage="open", page="3"), seconds=SECONDS, user="head"),
    Page("clause", _clause, seconds=SECONDS, user="head"),
    Page("clause saved", _save, form=_words, seconds=SECONDS, user="head"),
    Page("text", at(f"/agreements/{MEMO}/texts/1/"), seconds=SECONDS, user="head"),
]
