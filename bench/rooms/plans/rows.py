"""The lines of one plan, loaded beside a register that is measured already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.plans.actions.bulk import PlanLineRow, import_plan_lines
from banggiao.plans.actions.plans import add_plan
from banggiao.plans.enums import ActivityKind
from bench import words
from bench.rooms.partners import code_of as body_of
from bench.rooms.plans import ADDED_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.filling import Filling


def _lines(filling: Filling) -> Iterator[PlanLineRow]:
    chance = filling.chance
    for number in range(filling.start, filling.start + filling.size):
        name = words.of_activity(chance, number)
        yield PlanLineRow(
            year=ADDED_YEAR,
            kind=chance.choice(ActivityKind.values),
            name_vi=name.vi,
            name_en=name.en,
            start=f"{ADDED_YEAR}-{number % 12 + 1:02}",
            country=chance.choice(words.COUNTRIES),
            purpose="Dữ liệu đo, không có thật." if number % 4 == 0 else "",
            people=number % 20,
            cost=(number % 900) * 1_000_000 if number % 2 else None,
            funding="state_budget" if number % 2 else "",
            partners=[body_of(filling.body(chance))],
        )


def lines(filling: Filling) -> None:
    """Load a plan beside the register. A new register has none: the pages are measured without."""
    if not filling.is_new:
        add_plan(by=filling.by, year=ADDED_YEAR)
        filling.load("plan lines", import_plan_lines, _lines(filling))


STEPS = (lines,)
