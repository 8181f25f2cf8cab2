"""The bulk actions refuse what the single ones refuse, all of it together, and write nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.audit.models import Event
from banggiao.core.enums import Classification
from banggiao.core.models import SearchEntry
from banggiao.partners.actions.bulk import (
    MilestoneRow,
    OrganisationRow,
    PersonRow,
    PostRow,
    RelationshipRow,
    RowsRefused,
    import_organisations,
    import_people,
    import_posts,
    import_relationships,
)
from banggiao.partners.models import (
    Organisation,
    Post,
)

pytestmark = pytest.mark.django_db


def user(role: Role = Role.OFFICER, clearance: int = Classification.INTERNAL) -> User:
    name = f"{role}-{clearance}"
    return User.objects.get_or_create(
        username=name, defaults={"full_name": name, "role": role, "clearance": clearance}
    )[0]


@pytest.fixture
def by() -> User:
    return user()


def refused(call: Callable[[], object]) -> list[tuple[int, str]]:
    """Give row and column of each error; nothing may have been written."""
    events = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        call()
    assert Event.objects.count() == events
    return [(error.row, error.column) for error in caught.value.errors]


def test_all_errors_of_all_rows_come_together_and_nothing_is_written(by):
    rows = [
        OrganisationRow(code="fine", kind="ministry", name_vi="Tốt"),
        OrganisationRow(code="Bad Code", kind="ministry", name_vi="A"),
        OrganisationRow(code="b", kind="nonsense", name_vi="B", founded="hôm qua"),
        OrganisationRow(code="c", kind="ministry", name_vi="C", country="XX", parent="nobody"),
        OrganisationRow(code="d", kind="ministry", name_vi="D", classification=2),
        OrganisationRow(code="fine", kind="ministry", name_vi="Hai lần"),
        OrganisationRow(code="e", kind="ministry", name_vi="E", aliases=("x" * 401,)),
        OrganisationRow(code="f", kind="ministry", name_vi="F", successor_of=("nobody",)),
        OrganisationRow(code="g", kind="ministry", name_vi="G", parent="h"),
        OrganisationRow(code="h", kind="ministry", name_vi="H", parent="g"),
    ]

    found = refused(lambda: import_organisations(rows, by=by))

    assert sorted(found) == [
        (2, "code"),
        (3, "founded"),
        (3, "kind"),
        (4, "country"),
        (4, "parent"),
        (5, "classification"),
        (6, "code"),
        (7, "aliases"),
        (8, "successor_of"),
        (9, "parent"),
        (10, "parent"),
    ]
    assert not Organisation.objects.exists()
    assert not SearchEntry.objects.exists()


@pytest.mark.parametrize(
    "row",
    [
        OrganisationRow(code="x", kind="ministry"),
        OrganisationRow(code="x", kind="ministry", name_vi="X", founded="2020", dissolved="2019"),
        OrganisationRow(code="x", kind="ministry", name_vi="X", parent="x"),
        OrganisationRow(code="x", kind="ministry", name_vi="X", successor_of=("x",)),
    ],
    ids=["no name", "dates reversed", "its own parent", "follows itself"],
)
def test_what_the_database_refuses_is_said_of_its_row(by, row):
    good = [OrganisationRow(code=f"o-{n}", kind="ministry", name_vi=f"Bộ {n}") for n in range(2)]

    found = refused(lambda: import_organisations([*good, row], by=by))

    assert [number for number, _column in found] == [3]
    assert not Organisation.objects.exists()


def test_circles_through_the_register_are_refused(by):
    import_organisations(
        [
            OrganisationRow(code="a", kind="ministry", name_vi="A"),
            OrganisationRow(code="b", kind="ministry", name_vi="B", parent="a"),
            OrganisationRow(code="c", kind="ministry", name_vi="C", parent="b"),
            OrganisationRow(code="y", kind="ministry", name_vi="Y", successor_of=("a",)),
        ],
        by=by,
    )

    parents = refused(lambda: import_organisations([OrganisationRow(code="a", parent="c")], by=by))
    order = refused(
        lambda: import_organisations([OrganisationRow(code="a", successor_of=("y",))], by=by)
    )

    assert parents == [(1, "parent")]
    assert order == [(1, "successor_of")]


def test_posts_keep_the_rules_of_single_posts(by):
    import_organisations([OrganisationRow(code="o", kind="ministry", name_vi="O")], by=by)
    import_people([PersonRow(code=c, name=c) for c in "ab"], by=by)
    head: dict[str, Any] = {"organisation": "o", "name_vi": "Bộ trưởng", "is_head": True}
    import_posts([PostRow(person="a", start="2013", end="2016", **head)], by=by)

    rows = [
        PostRow(person="b", start="2014", **head),
        PostRow(person="a", start="2014", end="2015", **head),
        PostRow(person="b", organisation="", is_head=True),
        PostRow(person="b", organisation="o", start="2018", end="2017"),
        PostRow(person="b", organisation="o", known_on=["sometime"]),
        PostRow(person="nobody", organisation="o"),
        PostRow(person="b", organisation="nowhere"),
    ]
    each = [refused(partial(import_posts, [row], by=by)) for row in rows]

    assert [found[0] for found in each] == [
        (1, "is_head"),
        (1, ""),
        (1, ""),
        (1, ""),
        (1, "known_on"),
        (1, "person"),
        (1, "organisation"),
    ]
    import_posts([PostRow(person="b", start="2017", **head)], by=by)
    assert Post.objects.count() == 2


def test_two_rows_cannot_make_two_heads(by):
    import_organisations([OrganisationRow(code="o", kind="ministry", name_vi="O")], by=by)
    import_people([PersonRow(code=c, name=c) for c in "ab"], by=by)

    rows = [PostRow(person=c, organisation="o", start="2013", is_head=True) for c in "ab"]

    assert {column for _row, column in refused(lambda: import_posts(rows, by=by))} == {"is_head"}


def test_relationships_keep_the_rules_of_single_ones(by):
    import_relationships(
        [
            RelationshipRow(
                code="vn-jp",
                party_type="country",
                party_a="VN",
                party_b="JP",
                milestones=[MilestoneRow(code="m", level="partnership", name_vi="A")],
            )
        ],
        by=by,
    )
    tie: dict[str, Any] = {"party_type": "country", "party_a": "JP"}
    rows = [
        RelationshipRow(code="jp-vn", party_b="VN", **tie),
        RelationshipRow(code="jp-jp", party_b="JP", **tie),
        RelationshipRow(code="jp-xx", party_b="XX", **tie),
        RelationshipRow(code="o", party_type="organisation", party_a="JP", party_b="VN"),
        RelationshipRow(code="n", party_type="nonsense", party_a="JP", party_b="VN"),
        RelationshipRow(
            code="jp-kr",
            party_b="KR",
            milestones=[MilestoneRow(code="m", level="partnership", name_vi="A")],
            **tie,
        ),
        RelationshipRow(
            code="jp-kr", party_b="KR", milestones=[MilestoneRow(code="q", name_vi="A")], **tie
        ),
    ]

    each = [refused(partial(import_relationships, [row], by=by)) for row in rows]

    assert [found[0][1] for found in each] == [
        "party_b",
        "",
        "party_b",
        "party_a",
        "party_type",
        "milestones",
        "milestones",
    ]


def test_what_one_may_not_see_is_not_found(by):
    head = user(Role.HEAD, Classification.RESTRICTED)
    hidden = {"kind": "ministry", "name_vi": "Kín", "classification": 2}
    import_organisations([OrganisationRow(code="hidden", **hidden)], by=head)  # type: ignore[arg-type]  # as above
    import_people([PersonRow(code="secret", name="Kín", classification=2)], by=head)
    import_people([PersonRow(code="p", name="P")], by=by)

    child = OrganisationRow(code="x", kind="ministry", name_vi="X", parent="hidden")
    heir = OrganisationRow(code="x", kind="ministry", name_vi="X", successor_of=("hidden",))
    same = OrganisationRow(code="hidden", kind="ministry", name_vi="X")
    post = PostRow(person="p", organisation="hidden")
    tie = RelationshipRow(code="t", party_type="organisation", party_a="hidden", party_b="hidden")
    calls: list[Callable[[], object]] = [
        lambda: import_organisations([child], by=by),
        lambda: import_organisations([heir], by=by),
        lambda: import_organisations([same], by=by),
        lambda: import_posts([post], by=by),
        lambda: import_posts([PostRow(person="secret", organisation="")], by=by),
        lambda: import_relationships([tie], by=by),
    ]

    columns = [refused(call)[0][1] for call in calls]

    assert columns == ["parent", "successor_of", "code", "organisation", "person", "party_a"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.HEAD}))
def test_only_those_who_keep_the_register_import(role):
    outsider = user(role)

    for call in (import_organisations, import_people, import_posts, import_relationships):
        with pytest.raises(PermissionDenied):
            call([], by=outsider)
