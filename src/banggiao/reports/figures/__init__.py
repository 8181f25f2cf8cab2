"""Figures: each is defined once, here, and counts the same on pages, in commands and in reports."""

from banggiao.reports.figures.labels import label_of
from banggiao.reports.figures.measuring import (
    NOT_KNOWN,
    Entry,
    Measured,
    Money,
    PartValue,
    entry,
    measure,
    measure_all,
    money,
    parts,
    values,
)
from banggiao.reports.figures.registry import FIGURES, GROUPS, figure_of
from banggiao.reports.figures.shapes import Counted, Figure, Group, Part, Period

__all__ = [
    "FIGURES",
    "GROUPS",
    "NOT_KNOWN",
    "Counted",
    "Entry",
    "Figure",
    "Group",
    "Measured",
    "Money",
    "Part",
    "PartValue",
    "Period",
    "entry",
    "figure_of",
    "label_of",
    "measure",
    "measure_all",
    "money",
    "parts",
    "values",
]
