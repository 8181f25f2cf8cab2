"""Rows written by one statement are the rows that Django would write."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.core.inserting import SIZE, insert
from banggiao.core.models import SearchEntry
from banggiao.partners.models import Alias, Organisation, Person, Post
from tests.factories.partners import organisation

pytestmark = pytest.mark.django_db


def entry(code: str) -> SearchEntry:
    return SearchEntry(
        kind="core.thing",
        code=code,
        labels={"vi": "Đối tác"},
        url="/x/",
        names="doi tac",
        on=dt.date(2019, 3, 12),
        classification=1,
    )


def values(record: SearchEntry | Organisation | Post) -> dict[str, object]:
    stored = type(record)._default_manager.filter(pk=record.pk).values().get()
    return {name: value for name, value in stored.items() if name not in {"id", "code"}}


def test_a_row_is_the_same_as_one_that_django_writes():
    mine, theirs = entry("a"), entry("b")
    insert([mine])
    theirs.save()
    assert values(mine) == values(theirs)

    body, other = (
        Organisation(code=code, kind="ministry", name_vi="Bộ", founded="2001?") for code in "ab"
    )
    insert([body])
    other.created_at, other.changed_at = body.created_at, body.changed_at
    other.save()
    assert values(body) == values(other)
    assert body.pk
    assert not body._state.adding


def test_many_rows_keep_their_order_and_take_keys_that_came_later():
    bodies = [
        Organisation(code=f"o-{number}", kind="ministry", name_vi="Bộ")
        for number in range(SIZE + 3)
    ]
    aliases = [Alias(organisation=body, name=f"Tên của {body.code}") for body in bodies]

    with CaptureQueriesContext(connection) as queries:
        insert(bodies)
        insert(aliases)

    assert len(queries) == 4
    stored = Alias.objects.select_related("organisation")
    assert all(alias.name == f"Tên của {alias.organisation.code}" for alias in stored)
    assert stored.count() == SIZE + 3


def test_a_link_to_what_is_not_written_is_a_slip():
    with pytest.raises(ValueError, match="not written"):
        insert([Post(person=Person(name="A"), number=1)])


def test_the_database_refuses_as_it_always_does():
    organisation(code="a")

    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Organisation(code="a", kind="ministry", name_vi="Bộ")])
    insert([])


def test_rows_that_bring_their_key_are_written_too():
    insert([Organisation(pk=900, code="z", kind="ministry", name_vi="Bộ")])

    assert Organisation.objects.get(code="z").pk == 900
