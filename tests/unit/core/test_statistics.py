"""SQLite counts how values are spread when a table has doubled, and not before."""

from __future__ import annotations

import pytest
from django.db import connection

from banggiao.core import statistics
from banggiao.core.statistics import keep_statistics
from banggiao.partners.models import Organisation
from tests.factories.partners import organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "SHORT", 4)


def grow(rows: int) -> None:
    for _number in range(rows):
        organisation()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite only")
def test_a_table_that_doubled_is_counted_anew():
    newest = organisation().pk
    statistics.SHORT = newest + 4
    assert not keep_statistics(Organisation)
    grow(4)
    assert keep_statistics(Organisation)
    grow(2)
    assert not keep_statistics(Organisation)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite is told to")
def test_postgresql_counts_by_itself():
    grow(5)
    assert not keep_statistics(Organisation)
