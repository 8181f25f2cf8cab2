"""Pages of users and of the own account, role by role."""

import pytest

from banggiao.accounts import actions
from banggiao.accounts.models import User
from banggiao.audit.models import Event
from tests.factories.accounts import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db

ROLES = ["officer", "head", "leader", "contributor", "clerk", "auditor", "administrator"]
VIEWERS = {"head", "auditor", "administrator"}
GOOD = "a pond of quiet herons"


@pytest.fixture
def admin(client):
    user = make_user("administrator", username="admin", full_name="Trần Văn Quản")
    client.force_login(user)
    return user


@pytest.fixture
def van():
    return make_user(
        username="van",
        full_name="Nguyễn Hồng Vân",
        job_title="Chuyên viên chính",
        unit=make_unit("icd", name_en="Cooperation Department"),
    )


# ---- who gets where


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_to_its_pages_only(client, sign_in, sound, van, role):
    sign_in(client, make_user(role))

    def status(path):
        return client.get(path).status_code

    viewing = 200 if role in VIEWERS else 403
    keeping = 200 if role == "administrator" else 403
    assert status("/users/") == viewing
    assert status("/users/?export=csv") == viewing
    assert status("/users/van/") == viewing
    assert status("/users/nobody/") == (404 if role in VIEWERS else 403)
    for path in ("add/", "van/edit/", "van/close/", "van/open-again/", "van/password/"):
        assert status(f"/users/{path}") == keeping, path
    assert status("/account/") == 200
    text = sound(client.get("/account/"))
    assert ('href="/users/"' in text) == (role in VIEWERS)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_a_post_without_the_right_changes_nothing(client, sign_in, van, role):
    sign_in(client, make_user(role))
    for path in ("van/edit/", "van/close/", "van/open-again/", "van/password/", "add/"):
        data = {"reason": "x", "password": GOOD, "full_name": "X", "role": "head", "clearance": 2}
        assert client.post(f"/users/{path}", data).status_code == 403
    van.refresh_from_db()
    assert (van.is_active, van.role, van.full_name) == (True, "officer", "Nguyễn Hồng Vân")
    assert not Event.objects.exists()


# ---- the list


def test_the_list_shows_who_may_what(client, admin, van, sound):
    actions.close_account(make_user(username="gone"), by=admin, reason="Left.")
    actions.system_user()

    text = sound(client.get("/users/"))

    assert "4 records" in text
    for words in ("Nguyễn Hồng Vân", "Chuyên viên chính", "Cooperation Department", "Internal"):
        assert words in text
    assert "Closed" in text
    assert "For commands only" in text
    assert 'href="/users/van/"' in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=nguyen", {"van"}),
        ("q=V%C3%A2n+chuyen", {"van"}),
        ("role=administrator", {"admin"}),
        ("state=open", {"van", "admin"}),
        ("state=closed", {"gone"}),
        ("q=van&state=closed", set()),
    ],
)
@pytest.mark.usefixtures("van")
def test_a_filter_in_the_address_narrows_the_list(client, admin, sound, query, found):
    gone = make_user(username="gone", full_name="Somebody Else")
    actions.close_account(gone, by=admin, reason="Left.")

    text = sound(client.get(f"/users/?{query}"))

    assert {name for name in ("van", "admin", "gone") if f'href="/users/{name}/"' in text} == found


def test_the_file_holds_what_the_list_shows(client, admin, van):
    response = client.get("/users/?export=csv&role=officer")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Name,Position,User name,Role,Unit,May see up to,State",
        "Nguyễn Hồng Vân,Chuyên viên chính,van,Officer,Cooperation Department,Internal,May sign in",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(client, admin, count, django_assert_num_queries):
    for number in range(count):
        make_user(username=f"u{number}", unit=make_unit(f"unit-{number}"))
    with django_assert_num_queries(6):
        client.get("/users/")


# ---- one account


def test_the_page_of_a_user_tells_facts_and_history(client, admin, van, sound):
    actions.change_user(van, by=admin, job_title="Phó trưởng phòng", reason="Promoted.")

    text = sound(client.get("/users/van/"))

    assert "Internal: public and internal records, nothing restricted" in text
    for words in ("Account changed", "Promoted.", "Phó trưởng phòng", "Trần Văn Quản"):
        assert words in text
    assert "/users/van/close/" in text
    assert "/users/van/open-again/" not in text


def test_who_only_views_gets_no_buttons(client, sign_in, van):
    sign_in(client, make_user("auditor", clearance=2))
    text = client.get("/users/van/").content.decode()
    assert "/users/van/edit/" not in text
    assert "/users/van/password/" not in text


def test_adding_a_user(client, admin, sound):
    unit = make_unit("icd")
    text = sound(client.get("/users/add/"))
    assert "At least 12 characters" in text

    response = client.post(
        "/users/add/",
        {
            "username": "Van.Nguyen",
            "password": f" {GOOD} ",
            "full_name": " Nguyễn Vân ",
            "job_title": "",
            "unit": unit.pk,
            "role": "clerk",
            "clearance": "2",
            "language": "ja",
        },
    )

    assert (response.status_code, response["Location"]) == (303, "/users/")
    user = User.objects.get(username="van.nguyen")
    assert (user.full_name, user.role, user.clearance, user.language, user.unit) == (
        "Nguyễn Vân",
        "clerk",
        2,
        "ja",
        unit,
    )
    assert user.check_password(f" {GOOD} "), "a password is kept as it was typed"
    assert Event.objects.get().action == "accounts.user_added"


def test_what_is_wrong_with_a_new_user_stands_at_its_field(client, admin, sound):
    data = {"full_name": "X", "role": "clerk", "clearance": "1", "language": "vi"}
    taken = client.post("/users/add/", {**data, "username": "Admin", "password": GOOD})
    assert taken.status_code == 422
    assert "This user name is taken. Choose another." in sound(taken)

    weak = client.post("/users/add/", {**data, "username": "x", "password": "short"})
    assert weak.status_code == 422
    assert "First password: This password is too short." in sound(weak)
    assert User.objects.count() == 1


def test_changing_a_user(client, admin, van, sound):
    text = sound(client.get("/users/van/edit/"))
    assert 'name="username"' not in text
    assert 'name="password"' not in text

    response = client.post(
        "/users/van/edit/",
        {
            "full_name": "Nguyễn Hồng Vân",
            "role": "head",
            "clearance": "2",
            "language": "en",
            "reason": "Promoted.",
        },
    )

    assert (response.status_code, response["Location"]) == (303, "/users/van/")
    van.refresh_from_db()
    assert (van.role, van.clearance, van.unit) == ("head", 2, None)
    assert Event.objects.get().reason == "Promoted."


def test_the_last_administrator_is_told_before_and_after(client, admin, sound):
    for path in ("/users/admin/", "/users/admin/edit/", "/users/admin/close/"):
        assert "This is the only administrator." in sound(client.get(path))
    assert "/users/admin/close/" not in client.get("/users/admin/").content.decode()

    closed = client.post("/users/admin/close/", {"reason": "Leaving."})
    demoted = client.post(
        "/users/admin/edit/",
        {"full_name": "X", "role": "officer", "clearance": "1", "language": "en"},
    )

    assert "This is the last administrator." in sound(closed)
    assert "Role: This is the last administrator." in sound(demoted)
    assert {closed.status_code, demoted.status_code} == {422}
    admin.refresh_from_db()
    assert (admin.is_active, admin.role) == (True, "administrator")


def test_closing_and_opening_an_account(client, admin, van, sound):
    sound(client.get("/users/van/close/"))
    assert client.post("/users/van/close/", {"reason": ""}).status_code == 422
    assert client.post("/users/van/close/", {"reason": "Left."})["Location"] == "/users/van/"
    assert "The account is closed." in sound(client.get("/users/van/"))

    sound(client.get("/users/van/open-again/"))
    assert client.post("/users/van/open-again/", {"reason": ""}).status_code == 303
    van.refresh_from_db()
    assert van.is_active


def test_setting_a_password_for_somebody(client, admin, van, sound):
    text = sound(client.get("/users/van/password/"))
    assert "drop_second_step" not in text
    weak = client.post("/users/van/password/", {"password": "short"})
    assert (weak.status_code, "too short" in sound(weak)) == (422, True)

    assert client.post("/users/van/password/", {"password": GOOD}).status_code == 303

    van.refresh_from_db()
    assert van.check_password(GOOD)
    assert GOOD not in str(list(Event.objects.values()))


def test_the_account_of_the_commands_offers_nothing(client, admin, sound):
    actions.system_user()
    text = sound(client.get("/users/register/"))
    assert "Nobody can sign in with it" in text
    assert "/users/register/password/" not in text
    response = client.post("/users/register/password/", {"password": GOOD})
    assert response.status_code == 422
    assert not User.objects.get(username="register").has_usable_password()


# ---- one's own account


def test_ones_own_account_says_role_unit_and_clearance(client, van, sound):
    client.force_login(van)
    text = sound(client.get("/account/"))
    for words in ("Nguyễn Hồng Vân", "Officer", "Cooperation Department", "nothing restricted"):
        assert words in text
    assert "/account/password/" in text
    assert "/account/second-step/" in text


def test_a_language_chosen_stays_with_the_person(client, van, django_user_model):
    client.force_login(van)
    assert client.get("/account/").headers["Content-Language"] == "en"

    response = client.post("/language/", {"language": "ja", "next": "/account/"})
    assert response["Location"] == "/account/"
    assert client.get("/account/").headers["Content-Language"] == "ja"

    client.post("/account/sign-out/")
    client.cookies.clear()
    client.post("/account/sign-in/", {"login": "van", "password": PASSWORD})
    assert client.get("/account/").headers["Content-Language"] == "ja"


def test_before_sign_in_the_browser_remembers_the_language(client):
    client.cookies.clear()
    assert client.get("/account/sign-in/").headers["Content-Language"] == "vi"
    client.post("/language/", {"language": "ja", "next": "/account/sign-in/?next=/users/"})
    assert client.get("/account/sign-in/").headers["Content-Language"] == "ja"
    client.post("/language/", {"language": "xx"})
    assert client.get("/account/sign-in/").headers["Content-Language"] == "ja"
