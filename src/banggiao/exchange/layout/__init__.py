"""A sheet made for the eye, taken apart: heading block, table, section rows, totals, footnotes."""

from banggiao.exchange.layout.parts import Reason, Row, Section, Skipped, Table, TotalRow
from banggiao.exchange.layout.tables import find_tables
from banggiao.exchange.layout.words import lists_people

__all__ = [
    "Reason",
    "Row",
    "Section",
    "Skipped",
    "Table",
    "TotalRow",
    "find_tables",
    "lists_people",
]
