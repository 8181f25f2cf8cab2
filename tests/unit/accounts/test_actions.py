"""What is done to accounts, with the whole effect, and what is refused."""

from unicodedata import normalize

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError

from banggiao.accounts import actions
from banggiao.accounts.models import Unit, User
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from tests.factories.accounts import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db

GOOD = "a pond of quiet herons"


@pytest.fixture
def admin():
    return make_user("administrator", username="admin")


@pytest.fixture
def officer(admin):
    return make_user("officer")


def logged():
    """The log as told, oldest first."""
    fields = ("action", "actor", "reason", "object_type", "object_code", "before", "after")
    return list(Event.objects.order_by("pk").values_list(*fields))


def account(**changes):
    """The snapshot of `officer`."""
    return {
        "username": "officer",
        "full_name": "Test Officer",
        "job_title": "",
        "unit": None,
        "role": "officer",
        "clearance": 1,
        "language": "en",
        "is_active": True,
    } | changes


def new(**changes):
    return {
        "username": "van.nguyen",
        "full_name": "Nguyễn Thị Vân",
        "job_title": "Chuyên viên",
        "unit": None,
        "role": "officer",
        "clearance": 0,
        "language": "vi",
    } | changes


# ---- add


def test_an_added_user_signs_in_and_is_logged_without_the_password(admin):
    unit = make_unit("giv-icd")

    user = actions.add_user(password=GOOD, by=admin, **new(unit=unit))

    stored = User.objects.get(username="van.nguyen")
    assert stored == user
    assert (stored.role, stored.clearance, stored.unit) == ("officer", 0, unit)
    assert stored.is_active
    assert stored.check_password(GOOD)
    after = new(unit={"ref": ["accounts.unit", "giv-icd"]}, is_active=True)
    assert logged() == [
        ("accounts.user_added", "admin", "", "accounts.user", "van.nguyen", None, after)
    ]


@pytest.mark.parametrize("taken", ["register", "add"])
def test_names_of_the_register_are_refused(admin, taken):
    with pytest.raises(Refused) as refused:
        actions.add_user(password=GOOD, by=admin, **new(username=taken))
    assert (refused.value.code, refused.value.field) == ("username_reserved", "username")
    assert logged() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "admin"}, "username"),
        ({"username": "Van"}, "username"),
        ({"username": "van/../x"}, "username"),
        ({"full_name": ""}, "full_name"),
        ({"role": "king"}, "role"),
        ({"clearance": 3}, "clearance"),
    ],
)
def test_what_the_model_forbids_is_said_at_its_field(admin, changes, field):
    with pytest.raises(ValidationError) as broken:
        actions.add_user(password=GOOD, by=admin, **new(**changes))
    assert field in broken.value.message_dict
    assert User.objects.count() == 1
    assert logged() == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("1234567891011", "password_too_common"),
        ("van.nguyen.12", "password_too_similar"),
    ],
)
def test_a_weak_password_is_refused_at_its_field(admin, password, code):
    with pytest.raises(ValidationError) as weak:
        actions.add_user(password=password, by=admin, **new())
    assert code in [error.code for error in weak.value.error_dict["password"]]
    assert User.objects.count() == 1


def test_a_password_fits_whichever_way_the_keyboard_writes_it(admin):
    composed, decomposed = (normalize(form, "một câu rất dài") for form in ("NFC", "NFD"))
    assert composed != decomposed

    user = actions.add_user(password=decomposed, by=admin, **new())

    assert user.check_password(actions.password_text(composed))
    assert actions.password_text(composed) == actions.password_text(decomposed)


# ---- change


def test_a_changed_user_is_logged_before_and_after(admin, officer):
    actions.change_user(officer, by=admin, reason="Promoted.", role="head", clearance=2)

    officer.refresh_from_db()
    assert (officer.role, officer.clearance) == ("head", 2)
    after = account(role="head", clearance=2)
    assert logged() == [
        (
            "accounts.user_changed",
            "admin",
            "Promoted.",
            "accounts.user",
            "officer",
            account(),
            after,
        )
    ]


def test_a_change_that_changes_nothing_is_not_logged(admin, officer):
    actions.change_user(officer, by=admin, role="officer")
    assert logged() == []


def test_a_user_name_stays(admin, officer):
    with pytest.raises(TypeError):
        actions.change_user(officer, by=admin, username="another")


def test_the_last_administrator_keeps_the_role(admin):
    with pytest.raises(Refused) as refused:
        actions.change_user(admin, by=admin, role="officer")
    assert (refused.value.code, refused.value.field) == ("last_administrator", "role")
    admin.refresh_from_db()
    assert admin.role == "administrator"


def test_the_last_administrator_changes_everything_else(admin):
    actions.change_user(admin, by=admin, full_name="Somebody", role="administrator")
    admin.refresh_from_db()
    assert admin.full_name == "Somebody"


def test_one_of_two_administrators_may_go_but_a_closed_one_does_not_count(admin):
    second = make_user("administrator", username="second")
    actions.close_account(second, by=admin, reason="Left.")
    with pytest.raises(Refused):
        actions.change_user(admin, by=admin, role="officer")

    actions.reopen_account(second, by=admin)
    actions.change_user(admin, by=admin, role="officer")

    admin.refresh_from_db()
    assert admin.role == "officer"


# ---- close, open again


def test_a_closed_account_stays_with_its_reason(admin, officer):
    actions.close_account(officer, by=admin, reason="Moved to another unit.")

    officer.refresh_from_db()
    assert not officer.is_active
    assert not officer.has_perm("partners.add_organisation")
    assert logged() == [
        (
            "accounts.account_closed",
            "admin",
            "Moved to another unit.",
            "accounts.user",
            "officer",
            account(),
            account(is_active=False),
        )
    ]


@pytest.mark.parametrize("reason", ["", "  "])
def test_closing_without_a_reason_is_refused(admin, officer, reason):
    with pytest.raises(Refused) as refused:
        actions.close_account(officer, by=admin, reason=reason)
    assert (refused.value.code, refused.value.field) == ("reason_missing", "reason")


def test_the_last_administrator_cannot_be_closed(admin):
    with pytest.raises(Refused) as refused:
        actions.close_account(admin, by=admin, reason="Left.")
    assert refused.value.code == "last_administrator"
    admin.refresh_from_db()
    assert admin.is_active


def test_an_account_opened_again_keeps_its_password(admin, officer):
    actions.close_account(officer, by=admin, reason="Leave.")

    actions.reopen_account(officer, by=admin, reason="Back.")

    officer.refresh_from_db()
    assert officer.is_active
    assert officer.check_password(PASSWORD)
    assert logged()[-1] == (
        "accounts.account_reopened",
        "admin",
        "Back.",
        "accounts.user",
        "officer",
        account(is_active=False),
        account(),
    )


# ---- passwords


def test_a_password_that_was_set_is_logged_without_it(admin, officer):
    actions.set_password(officer, password=GOOD, by=admin)

    officer.refresh_from_db()
    assert officer.check_password(GOOD)
    assert logged() == [
        ("accounts.password_set", "admin", "", "accounts.user", "officer", None, None)
    ]


def test_the_second_step_goes_only_when_asked(admin, officer):
    for user in (admin, officer):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})

    actions.set_password(officer, password=GOOD, by=admin)
    assert Authenticator.objects.filter(user=officer).exists()

    actions.set_password(officer, password=GOOD, by=admin, drop_second_step=True)
    assert list(Authenticator.objects.values_list("user", flat=True)) == [admin.pk]
    assert Event.objects.latest("pk").reason != ""


def test_a_weak_new_password_is_refused_at_its_field(admin, officer):
    with pytest.raises(ValidationError) as weak:
        actions.set_password(officer, password="short", by=admin)
    assert list(weak.value.error_dict) == ["password"]
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    assert logged() == []


def test_a_weak_password_takes_the_second_step_back_too(admin, officer):
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": ""})
    with pytest.raises(ValidationError):
        actions.set_password(officer, password="short", by=admin, drop_second_step=True)
    assert Authenticator.objects.filter(user=officer).exists()


def test_the_own_password_is_logged_under_ones_own_name(officer):
    actions.change_own_password(officer, password=GOOD)

    officer.refresh_from_db()
    assert officer.check_password(GOOD)
    assert logged() == [
        ("accounts.password_set", "officer", "", "accounts.user", "officer", None, None)
    ]


# ---- rights, and the account of the commands


WRITES = {
    "add": lambda _, by: actions.add_user(password=GOOD, by=by, **new()),
    "change": lambda user, by: actions.change_user(user, by=by, full_name="Other"),
    "close": lambda user, by: actions.close_account(user, by=by, reason="Left."),
    "reopen": lambda user, by: actions.reopen_account(user, by=by),
    "password": lambda user, by: actions.set_password(user, password=GOOD, by=by),
}
NOT_ADMINISTRATORS = ["officer", "head", "leader", "contributor", "clerk", "auditor"]


@pytest.mark.parametrize("role", NOT_ADMINISTRATORS)
@pytest.mark.parametrize("write", WRITES)
def test_only_administrators_write(admin, role, write):
    actor = make_user(role, clearance=2)
    with pytest.raises(PermissionDenied):
        WRITES[write](actor, actor)
    assert logged() == []


def test_a_closed_administrator_writes_nothing(admin, officer):
    second = make_user("administrator", username="second")
    actions.close_account(second, by=admin, reason="Left.")
    second.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.change_user(officer, by=second, full_name="Other")


@pytest.mark.parametrize("write", ["change", "close", "reopen", "password"])
def test_the_account_of_the_commands_stays_as_is(admin, write):
    system = actions.system_user()
    with pytest.raises(Refused) as refused:
        WRITES[write](system, admin)
    assert refused.value.code == "system_account"
    system.refresh_from_db()
    assert not system.has_usable_password()


def test_the_account_of_the_commands_is_made_once():
    assert actions.system_user() == actions.system_user()
    assert User.objects.count() == 1


# ---- language, units


def test_a_language_is_kept_and_not_logged(officer):
    actions.choose_language(officer, language="ja")
    officer.refresh_from_db()
    assert officer.language == "ja"
    assert logged() == []


def test_a_unit_is_kept_under_its_code():
    actions.keep_unit("giv", {"name_vi": "Thanh tra"}, parent="")
    actions.keep_unit("icd", {"name_vi": "Vụ"}, parent="giv", abbreviation="V")
    actions.keep_unit("icd", {"name_vi": "Vụ Hợp tác quốc tế"}, parent="giv", abbreviation="VHT")

    unit = Unit.objects.get(code="icd")
    assert (unit.name_vi, unit.abbreviation) == ("Vụ Hợp tác quốc tế", "VHT")
    assert unit.parent == Unit.objects.get(code="giv")
    assert unit.sort_key
    assert Unit.objects.count() == 2
