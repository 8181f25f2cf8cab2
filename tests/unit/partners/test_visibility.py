"""Two ways to say who may see what agree on any register: the predicate and the query."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import may_see
from banggiao.core import search
from banggiao.core.enums import Classification
from banggiao.partners import queries
from banggiao.partners.models import Organisation, Person, Post, Relationship, SituationNote
from tests.factories.partners import (
    country,
    note,
    organisation,
    person,
    post,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

levels = st.sampled_from(Classification.values)
some = st.lists(levels, min_size=1, max_size=4)
any_viewer = st.one_of(st.builds(writer, st.sampled_from(Role), levels), st.builds(AnonymousUser))
properties = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def undone():
    """Take each example back, so that the next begins with an empty register."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def build(bodies: list[int], people: list[int], others: list[int]) -> None:
    """Enter bodies and people of these classes, and link each with each."""
    countries = [country(code) for code in ("VN", "KR", "JP", "LA", "TH")]
    made = [organisation(classification=level, country=countries[level]) for level in bodies]
    for index, level in enumerate(people):
        holder = person(classification=level)
        post(holder, None)
        for body in made:
            post(holder, body, start=str(2000 + index))
    for index, level in enumerate(others):
        note(made[index % len(made)], classification=level)
        relationship(countries[index], countries[index + 1], classification=level)
        if index + 1 < len(made):
            relationship(made[index], made[index + 1], classification=level)


@properties
@given(bodies=some, people=some, others=some, viewer=any_viewer)
def test_predicate_and_query_agree(bodies, people, others, viewer):
    with undone():
        build(bodies, people, others)

        for model in (Organisation, Person, Relationship, SituationNote):
            seen = set(model.objects.visible_to(viewer))
            assert seen == {r for r in model.objects.all() if may_see.test(viewer, r)}
        posts = set(Post.objects.visible_to(viewer))
        assert posts == {
            p
            for p in Post.objects.all()
            if viewer.is_authenticated
            and may_see.test(viewer, p.person)
            and may_see.test(viewer, p.organisation)
        }


@properties
@given(bodies=some, people=some, others=some, clearance=levels)
def test_every_read_stays_within_the_clearance(bodies, people, others, clearance):
    viewer = writer(Role.LEADER, clearance)
    with undone():
        build(bodies, people, others)
        seen = set(Organisation.objects.visible_to(viewer))

        assert set(queries.organisations_for_list(viewer)) == seen
        assert sum(c.partners for c in queries.countries_with_partners(viewer)) == len(seen)
        shown = queries.people_for_list(viewer)
        assert {p.classification for p in shown} <= set(range(clearance + 1))
        ids = [p.last_post_id for p in shown]
        last = queries.posts_by_id(viewer, ids)
        assert sorted(last) == sorted(ids)
        assert {p.organisation for p in last.values()} <= seen | {None}
        for body in seen:
            assert {p.person.classification for p in queries.people_of(body, viewer)} <= {
                *range(clearance + 1)
            }
            ties = queries.ties_of(body, viewer)
            assert all(may_see.test(viewer, tie) for tie in ties)
            assert all(may_see.test(viewer, n) for n in queries.notes_on(body, viewer))
        hits = search.find(viewer, "cơ quan", limit=1000)
        assert {hit.code for hit in hits} == {body.code for body in seen}
