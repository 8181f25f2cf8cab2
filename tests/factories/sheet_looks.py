"""Short ways to read rows in a test and to look at what came of them."""

from __future__ import annotations

from typing import Any

from tests.factories.sheets import Leaf, as_xlsx, read


def of(rows: list[list[Any]], kind: str = "activities", **more: Any) -> dict[str, Any]:
    """Read rows of a sheet; without errors or warnings."""
    data = read(as_xlsx(Leaf(more.pop("name", "Sheet1"), rows, **more)), kind)
    assert (data["errors"], data["warnings"]) == ([], [])
    return data


def picked(data: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in ("row", *names)) for row in data["rows"]]


def reasons(data: dict[str, Any]) -> dict[int, str]:
    return {one["row"]: one["reason"] for one in data["skipped"]}
