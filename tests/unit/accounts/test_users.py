"""What can never be untrue of users, units and their rights."""

import pytest
from django.db import IntegrityError

from banggiao.accounts.models import Unit, User
from tests.factories.accounts import make_unit, make_user

pytestmark = pytest.mark.django_db


def test_a_user_is_found_whatever_the_case_of_the_name():
    user = make_user(username="van.nguyen")
    assert User.objects.get_by_natural_key("Van.NGUYEN") == user


@pytest.mark.parametrize("changes", [{"role": "king"}, {"clearance": 3}])
def test_the_database_refuses_a_role_or_a_class_nobody_knows(changes):
    user = make_user()
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=user.pk).update(**changes)


def test_the_database_refuses_a_unit_above_itself_or_without_a_name():
    unit = make_unit()
    with pytest.raises(IntegrityError):
        Unit.objects.filter(pk=unit.pk).update(parent=unit.pk)


def test_the_database_refuses_a_unit_without_a_name():
    unit = make_unit()
    with pytest.raises(IntegrityError):
        Unit.objects.filter(pk=unit.pk).update(name_en="")


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("officer", set()),
        ("head", {"accounts.view_users"}),
        ("leader", set()),
        ("contributor", set()),
        ("clerk", set()),
        ("auditor", {"accounts.view_users", "audit.read_log"}),
        ("administrator", {"accounts.view_users", "accounts.change_users", "audit.read_log"}),
    ],
)
def test_the_table_of_rights(role, rights):
    user = make_user(role)
    asked = {"accounts.view_users", "accounts.change_users", "audit.read_log"}
    assert {right for right in asked if user.has_perm(right)} == rights
    user.is_active = False
    assert not any(user.has_perm(right) for right in asked)
