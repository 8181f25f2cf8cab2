"""How the repository tests say what a tool found: its lines, and no traceback."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from scripts.tree import Finding, listing


def assert_none(findings: Iterable[Finding]) -> None:
    """Fail with what was found, one a line."""
    found = listing(findings)
    if found:
        pytest.fail(found, pytrace=False)
