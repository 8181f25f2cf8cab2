"""What the server loads before it answers, and what only those wait for who need it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from banggiao.core.later import View
from tests.unit.config.running import environment

LOADS = """
import sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().reverse_dict
print(*sys.modules)
"""

HEAVY = (
    # Files of others and ours: whoever reads or makes one loads them.
    "charset_normalizer",
    "defusedxml",
    "docx",
    "lxml",
    "openpyxl",
    "python_calamine",
    "xlsxwriter",
    # Names of countries, units and holidays of the world.
    "babel",
    "holidays",
    # How a spreadsheet becomes records: for the pages of imports and pasting, and the worker.
    "banggiao.exchange.actions.pasting",
    "banggiao.exchange.books",
    "banggiao.exchange.deciding",
    "banggiao.exchange.layout",
    "banggiao.exchange.matching",
    "banggiao.exchange.reading",
    "banggiao.exchange.values",
    # How a text becomes clauses: for whoever gives a version.
    "banggiao.agreements.texts.split",
)


def test_the_server_starts_without_what_few_pages_need(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LOADS],
        env=environment(tmp_path / "data", DJANGO_SETTINGS_MODULE="banggiao.config.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = set(done.stdout.split())

    assert "banggiao.exchange.urls" in loaded
    assert loaded.isdisjoint(HEAVY), loaded.intersection(HEAVY)


def test_views_that_are_loaded_later_are_there():
    late = [view for view in views(get_resolver().url_patterns) if isinstance(view, View)]

    assert late
    for view in late:
        assert callable(view.load()), view


def views(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[object]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.callback
