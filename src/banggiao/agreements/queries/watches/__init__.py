"""What to look at: texts whose days come near, whose partner changed, that nobody uses."""

from banggiao.agreements.queries.watches.board import (
    KIND_LIMIT,
    OVERVIEW_LIMIT,
    Board,
    Section,
    desk_board,
    watch_board,
)
from banggiao.agreements.queries.watches.calendar import anniversaries_on
from banggiao.agreements.queries.watches.shapes import Sign, Watch, by_day

__all__ = [
    "KIND_LIMIT",
    "OVERVIEW_LIMIT",
    "Board",
    "Section",
    "Sign",
    "Watch",
    "anniversaries_on",
    "by_day",
    "desk_board",
    "watch_board",
]
