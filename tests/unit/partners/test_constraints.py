"""What can never be untrue: each named constraint is broken past all of our code.

The database refuses the row, and `full_clean` says the same with a code a form can show.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from banggiao.core.models import SearchEntry
from banggiao.partners.models import (
    Alias,
    Country,
    Milestone,
    OfficeTitle,
    Organisation,
    Person,
    PersonalDetails,
    Post,
    Relationship,
    Sighting,
    SituationNote,
    Succession,
)
from tests.factories.partners import (
    country,
    milestone,
    note,
    organisation,
    person,
    post,
    relationship,
    title,
)

pytestmark = pytest.mark.django_db

NO_NAME = {"name_vi": "", "name_en": "", "name_ja": "", "name_native": ""}
REVERSED = {"founded": "2020", "founded_earliest": "2020-01-01", "founded_latest": "2020-12-31"} | {
    "dissolved": "2019",
    "dissolved_earliest": "2019-01-01",
    "dissolved_latest": "2019-12-31",
}
POST_REVERSED = {"start": "2020", "start_earliest": "2020-01-01", "start_latest": "2020-12-31"} | {
    "end": "2019",
    "end_earliest": "2019-01-01",
    "end_latest": "2019-12-31",
}

# constraint: (a row that is right, what to write into it, the code of full_clean)
ROWS: dict[str, tuple[Any, dict[str, Any], str]] = {
    "partners_country_named": (lambda: country("KR"), NO_NAME, "no_name"),
    "partners_country_iso_code": (lambda: Country(code="kr", name_vi="X"), {}, "bad_country_code"),
    "partners_officetitle_has_words": (title, {"title_key": ""}, "title_missing"),
    "partners_officetitle_level_known": (title, {"level": "boss"}, "level_unknown"),
    "partners_officetitle_has_basis": (title, {"basis": ""}, ""),
    "partners_officetitle_dates_in_order": (
        title,
        {"valid_from": "2020-01-01", "valid_until": "2019-12-31"},
        "dates_reversed",
    ),
    "partners_organisation_class_known": (organisation, {"classification": 7}, "class_unknown"),
    "partners_organisation_state_known": (organisation, {"state": "lost"}, ""),
    "partners_organisation_named": (organisation, NO_NAME, "no_name"),
    "partners_organisation_kind_known": (organisation, {"kind": "pub"}, "kind_unknown"),
    "partners_organisation_dates_in_order": (organisation, REVERSED, "dates_reversed"),
    "partners_organisation_not_its_own_parent": (
        organisation,
        {"parent_id": models.F("id")},
        "own_parent",
    ),
    "partners_person_class_known": (person, {"classification": 7}, "class_unknown"),
    "partners_person_state_known": (person, {"state": "lost"}, ""),
    "partners_person_named": (person, {"name": ""}, "no_name"),
    "partners_person_name_order_known": (person, {"name_order": "x"}, ""),
    "partners_post_dates_in_order": (lambda: post(person()), POST_REVERSED, "dates_reversed"),
    "partners_post_head_of_something": (
        lambda: post(person()),
        {"is_head": True},
        "head_of_nothing",
    ),
    "partners_sighting_dated": (
        lambda: Sighting.objects.get(post=post(person(), known_on=["2021"])),
        {"on": "", "on_earliest": None, "on_latest": None},
        "",
    ),
    "partners_relationship_class_known": (
        lambda: relationship(country("VN"), country("KR")),
        {"classification": 7},
        "class_unknown",
    ),
    "partners_relationship_state_known": (
        lambda: relationship(country("VN"), country("KR")),
        {"state": "lost"},
        "",
    ),
    "partners_relationship_two_of_a_kind": (
        lambda: relationship(country("VN"), country("KR")),
        {"country_b": None},
        "parties_missing",
    ),
    "partners_relationship_two_parties": (
        lambda: relationship(country("VN"), country("KR")),
        {"country_b_id": "VN"},
        "same_party",
    ),
    "partners_milestone_named": (
        lambda: milestone(relationship(country("VN"), country("KR"))),
        NO_NAME,
        "no_name",
    ),
    "partners_milestone_level_known": (
        lambda: milestone(relationship(country("VN"), country("KR"))),
        {"level": "friends"},
        "level_unknown",
    ),
    "partners_situationnote_class_known": (
        lambda: note(organisation()),
        {"classification": 7},
        "class_unknown",
    ),
    "partners_situationnote_state_known": (
        lambda: note(organisation()),
        {"state": "lost"},
        "",
    ),
    "partners_situationnote_has_headline": (lambda: note(organisation()), {"headline": ""}, ""),
    "partners_succession_not_itself": (
        lambda: Succession.objects.create(older=organisation(), newer=organisation()),
        {"newer_id": models.F("older_id")},
        "follows_itself",
    ),
}


def write(row: models.Model, values: dict[str, Any]) -> None:
    """Write values into the row behind the back of the models."""
    if row._state.adding:
        type(row)._default_manager.bulk_create([row])
    table, key = row._meta.db_table, row._meta.pk.column
    sets, parameters = [], []
    for name, value in values.items():
        column = row._meta.get_field(name).column
        if isinstance(value, models.F):
            sets.append(f'"{column}" = "{value.name}"')
        else:
            sets.append(f'"{column}" = %s')
            parameters.append(value)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {table} SET {", ".join(sets)} WHERE "{key}" = %s', [*parameters, row.pk]
        )


@pytest.mark.parametrize(("constraint", "case"), ROWS.items(), ids=ROWS.keys())
def test_the_database_refuses_the_row(constraint, case):
    make, values, _code = case
    row = make()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write(row, values)


CODED = {name: case for name, case in ROWS.items() if case[2]}
"""The others no form can break, so they say nothing of their own."""


@pytest.mark.parametrize("case", CODED.values(), ids=CODED.keys())
def test_full_clean_says_so_with_a_code(case):
    make, values, code = case
    row = make()
    for name, value in values.items():
        if not name.endswith(("_earliest", "_latest")):
            setattr(row, name, getattr(row, value.name) if isinstance(value, models.F) else value)

    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()

    assert code in [error.code for error in caught.value.error_dict["__all__"]]


def two_posts() -> None:
    kim = person()
    post(kim)
    Post.objects.bulk_create([Post(person=kim, number=1)])


def copy(row: models.Model, **changes: Any) -> None:
    fields = [f for f in row._meta.concrete_fields if not f.primary_key]
    values = {f.attname: getattr(row, f.attname) for f in fields} | changes
    type(row)._default_manager.bulk_create([type(row)(**values)])


TWICE: dict[str, Any] = {
    "partners_alias_once_an_organisation": lambda: copy(
        Alias.objects.create(organisation=organisation(), name="x")
    ),
    "partners_succession_once": lambda: copy(
        Succession.objects.create(older=organisation(), newer=organisation())
    ),
    "partners_post_numbered": two_posts,
    "partners_personaldetails_one_a_person": lambda: copy(
        PersonalDetails.objects.create(person=person())
    ),
    "partners_sighting_once_a_day": lambda: copy(post(person(), known_on=["2021"]).sightings.get()),
    "partners_relationship_countries_once": lambda: copy(
        relationship(country("VN"), country("KR")), code="other"
    ),
    "partners_relationship_organisations_once": lambda: copy(
        relationship(organisation(), organisation()), code="other"
    ),
    "partners_officetitle_once": lambda: copy(title(), code="other"),
    "core_searchentry_one_a_record": lambda: copy(
        SearchEntry.objects.get(code=organisation().code)
    ),
}


@pytest.mark.parametrize("twice", TWICE.values(), ids=TWICE.keys())
def test_the_database_refuses_the_same_twice(twice):
    with pytest.raises(IntegrityError), transaction.atomic():
        twice()


@pytest.mark.parametrize(
    "model", [Organisation, Person, Relationship, SituationNote, Milestone, OfficeTitle]
)
def test_the_database_refuses_the_same_code_twice(model):
    rows = {
        Organisation: organisation,
        Person: person,
        Relationship: lambda: relationship(organisation(), organisation()),
        SituationNote: lambda: note(organisation()),
        Milestone: lambda: milestone(relationship(organisation(), organisation())),
        OfficeTitle: title,
    }
    one, other = rows[model](), rows[model]()

    with pytest.raises(IntegrityError), transaction.atomic():
        write(one, {"code": other.code})


def test_every_named_constraint_is_broken_here():
    named = {
        constraint.name
        for model in (*apps.get_app_config("partners").get_models(), SearchEntry)
        for constraint in model._meta.constraints
    }

    tested = ROWS.keys() | TWICE.keys()
    assert named - tested == {"core_searchentry_class_known"} & named
    assert tested - named == set()


def test_parts_belong_to_this_room():
    assert {Alias, Sighting} <= {*apps.get_app_config("partners").get_models()}
