"""Whom one sees, whom words find, and what a person has set up for sign-in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from banggiao.accounts import actions, queries
from banggiao.accounts.models import User
from tests.factories.accounts import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "sees_all"),
    [
        ("officer", False),
        ("head", True),
        ("leader", False),
        ("contributor", False),
        ("clerk", False),
        ("auditor", True),
        ("administrator", True),
    ],
)
def test_who_sees_which_accounts(role, sees_all):
    other = make_user("officer", username="other")
    user = make_user(role, username="me")

    assert set(queries.users_visible_to(user)) == ({user, other} if sees_all else {user})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("van", {"van"}),
        ("Nguyễn", {"van"}),
        ("nguyen chuyen vien", {"van"}),
        ("hong truong", set()),
        ("vu truong", {"anh"}),
        ("do", {"anh"}),
        ("an", {"anh"}),
        ("", {"van", "anh"}),
    ],
)
def test_words_find_names_with_and_without_diacritics(text, found):
    make_user(username="van", full_name="Nguyễn Hồng Vân", job_title="Chuyên viên")
    make_user("head", username="anh", full_name="Đỗ Minh Anh", job_title="Vụ trưởng")

    names = queries.named_like(User.objects.all(), text).values_list("username", flat=True)

    assert set(names) == found


def test_the_last_administrator_is_the_last_who_may_sign_in():
    first = make_user("administrator", username="first")
    assert queries.is_last_administrator(first)
    assert not queries.is_last_administrator(make_user("officer"))

    second = make_user("administrator", username="second")
    assert not queries.is_last_administrator(first)

    actions.close_account(second, by=first, reason="Left.")
    second.refresh_from_db()
    assert queries.is_last_administrator(first)
    assert not queries.is_last_administrator(second)


def test_the_history_of_a_user_is_theirs_alone():
    admin = make_user("administrator")
    one, other = make_user(username="one"), make_user(username="other")
    actions.change_user(one, by=admin, full_name="New Name")
    actions.change_user(other, by=admin, full_name="Other Name")

    events = queries.history_of_user(one, admin)

    assert [(e.action, e.object_code) for e in events] == [("accounts.user_changed", "one")]


def test_the_second_step_counts_what_is_set_up():
    user, other = make_user(), make_user(username="other")
    assert queries.second_step_of(user) == queries.SecondStep(
        app=False, passkeys=0, codes_left=None
    )
    assert not queries.second_step_of(user).is_on

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={})
    codes = RecoveryCodes.activate(user)
    codes.validate_code(codes.get_unused_codes()[0])

    found = queries.second_step_of(user)
    assert found == queries.SecondStep(app=True, passkeys=0, codes_left=9)
    assert found.is_on
    assert queries.second_step_of(other).is_on


def test_the_own_body_is_the_unit_the_settings_name(settings):
    settings.OWN_BODY = "giv"
    assert queries.own_body() is None
    unit = make_unit("giv")
    assert queries.own_body() == unit
