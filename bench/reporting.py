"""The results as tables: what people read after a run."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from bench.client import Times
from bench.importing import ROWS
from bench.pages import GROWTH_GOAL, Page
from bench.rooms.activities import EXPORTED
from bench.running import MANY, Measured, Outcome

MEMORY_GOAL, START_GOAL, BULK_GOAL = 120.0, 1.5, 1000.0
EXPORT_GOALS, EXPORT_MEMORY_GOAL = {"csv": 2.0, "xlsx": 15.0}, 150.0
DRY_GOAL, DRY_MEMORY_GOAL = 15.0, 400.0
NOTHING = "–"


def words(*, fits: bool) -> str:
    """Say whether a goal is met."""
    return "ok" if fits else "over"


def machine() -> str:
    """Say what was measured on."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    python = platform.python_version()
    return f"Python {python}, {os.cpu_count()} CPUs, load before the run {load}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set rows in columns; the first stands left, the others right."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def middle(times: Times) -> float | None:
    """Give the median in milliseconds."""
    return median(times.ms) if times.ms else None


def p95(times: Times) -> float | None:
    """Give what 95 of 100 requests stayed under, in milliseconds."""
    if len(times.ms) < 2:
        return middle(times)
    return quantiles(times.ms, n=20, method="inclusive")[-1]


def _number(value: float | None, digits: int = 0) -> str:
    return NOTHING if value is None else f"{value:,.{digits}f}"


def _over(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


PAGE_HEADS = (
    *("page", "records", "1: median", "p95", f"{MANY}: median", "p95"),
    *("floor", "ratio", f"ratio at {MANY}", "goal", ""),
    *("growth", "goal", "", "statements"),
)


def pages_table(outcomes: Sequence[Outcome], pages: Sequence[Page]) -> str:
    """Set out every page at every size."""
    rows = []
    for page in pages:
        smallest = outcomes[0].pages.get(page.key) or Measured()
        for outcome in outcomes:
            kept = outcome.pages.get(page.key) or Measured()
            is_first = outcome is outcomes[0]
            growth = None if is_first else _over(middle(kept.page[1]), middle(smallest.page[1]))
            rows.append(
                [
                    *("" if not is_first else page.name, f"{outcome.size:,}"),
                    *_cells(page, outcome.size, kept),
                    *_grown(growth),
                    _number(kept.statements),
                ]
            )
    return table(PAGE_HEADS, rows)


def _cells(page: Page, size: int, kept: Measured) -> list[str]:
    one, many = kept.page[1], kept.page[MANY]
    times = [_number(value, 1) for value in (middle(one), p95(one), middle(many), p95(many))]
    if page.seconds is not None:
        took = middle(one)
        fits = words(fits=took <= page.seconds * 1000) if took and size >= EXPORTED else NOTHING
        return [*times, NOTHING, NOTHING, NOTHING, f"{page.seconds * 1000:,.0f} ms", fits]
    floor = middle(kept.floor[1])
    ratio, busy = _over(middle(one), floor), _over(middle(many), middle(kept.floor[MANY]))
    fits = NOTHING if ratio is None else words(fits=ratio <= page.goal)
    return [*times, _number(floor, 1), _number(ratio, 1), _number(busy, 1), f"{page.goal:g}", fits]


def _grown(growth: float | None) -> list[str]:
    if growth is None:
        return [NOTHING, NOTHING, ""]
    return [f"{growth:.2f}", f"{GROWTH_GOAL:g}", words(fits=growth <= GROWTH_GOAL)]


def machine_table(outcomes: Sequence[Outcome]) -> str:
    """Set out memory, start and bulk loading."""
    rows = []
    for outcome in outcomes:
        size, memory, start = f"{outcome.size:,}", outcome.memory, outcome.cold_start
        if not start:
            continue
        goal = words(fits=memory <= MEMORY_GOAL)
        rows.append(
            ["memory of a worker, MB PSS", size, f"{memory:.0f}", f"≤ {MEMORY_GOAL:g}", goal]
        )
        goal = words(fits=start <= START_GOAL)
        rows.append(["cold start, seconds", size, f"{start:.2f}", f"≤ {START_GOAL:g}", goal])
        rows += _exports(outcome)
        rows += _imports(outcome)
        for kind, (count, seconds, worked) in outcome.bulk.items():
            rate = count / seconds
            goal = words(fits=rate >= BULK_GOAL)
            rows.append(
                [f"bulk, {kind} a second", size, f"{rate:,.0f}", f"≥ {BULK_GOAL:,.0f}", goal]
            )
            rows.append(["  and a second of CPU", size, f"{count / worked:,.0f}", "", ""])
    return table(("", "records", "value", "goal", ""), rows)


def _exports(outcome: Outcome) -> list[list[str]]:
    """Set out the whole list as files. The goals are those of a hundred thousand rows."""
    rows, size = [], f"{outcome.size:,}"
    for form, (seconds, peak) in outcome.exports.items():
        goal = EXPORT_GOALS[form]
        fits = words(fits=seconds <= goal)
        rows.append([f"all as .{form}, seconds", size, f"{seconds:.2f}", f"≤ {goal:g}", fits])
        fits = words(fits=peak <= EXPORT_MEMORY_GOAL)
        rows.append(
            ["  peak of memory, MB", size, f"{peak:.0f}", f"≤ {EXPORT_MEMORY_GOAL:g}", fits]
        )
    return rows


def _imports(outcome: Outcome) -> list[list[str]]:
    """Set out what ten thousand messy rows took, read and written."""
    rows, size = [], f"{outcome.size:,}"
    if "dry" in outcome.imports:
        seconds, peak = outcome.imports["dry"]
        fits = words(fits=seconds <= DRY_GOAL)
        rows.append(
            [f"{ROWS:,} rows in dry run, seconds", size, f"{seconds:.1f}", f"≤ {DRY_GOAL:g}", fits]
        )
        fits = words(fits=peak <= DRY_MEMORY_GOAL)
        rows.append(["  peak of memory, MB", size, f"{peak:.0f}", f"≤ {DRY_MEMORY_GOAL:g}", fits])
    if "write" in outcome.imports:
        rate = ROWS / outcome.imports["write"][0]
        fits = words(fits=rate >= BULK_GOAL)
        rows.append(["import, rows a second", size, f"{rate:,.0f}", f"≥ {BULK_GOAL:,.0f}", fits])
    return rows


def words_table(rows: Iterable[tuple[str, float, float]]) -> str:
    """Set out what reading and comparing words took."""
    shown = [
        [name, f"{took:.2f}", f"≤ {goal:g}", words(fits=took <= goal)] for name, took, goal in rows
    ]
    return table(("", "seconds", "goal", ""), shown)


def failures(outcomes: Sequence[Outcome], pages: Sequence[Page]) -> list[str]:
    """Name pages that were not answered as they should be: their times mean nothing."""
    found = []
    for outcome in outcomes:
        for page in pages:
            kept = outcome.pages.get(page.key) or Measured()
            for what, times in ((page.name, kept.page), (f"floor of {page.name}", kept.floor)):
                failed = [status for one in times.values() for status in one.failed]
                if failed:
                    kinds = ", ".join(map(str, sorted(set(failed))))
                    found.append(f"{what}, {outcome.size:,}: {len(failed)} answered {kinds}")
    return found
