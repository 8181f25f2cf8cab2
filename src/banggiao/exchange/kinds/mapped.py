"""A column with the field it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banggiao.exchange.layout.parts import Heading


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column with the field it tells, and how well its label names it, from 0 to 1.

    ``field`` is empty for a column that nobody knows; ``chosen`` says that a person decided.
    """

    heading: Heading
    field: str
    score: float
    chosen: bool = False
