"""Signing in and out, and what a person without a session gets."""

import re
from unicodedata import normalize

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from banggiao.accounts import actions
from banggiao.accounts.models import User
from banggiao.audit.models import Event
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
GOOD = "a pond of quiet herons"


def try_signing_in(client, name="officer", password=PASSWORD, to=SIGN_IN):
    return client.post(to, {"login": name, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def officer():
    return make_user("officer")


# ---- in


@pytest.mark.parametrize("name", ["officer", "Officer", "OFFICER", " officer "])
def test_name_and_password_open_the_desk(client, officer, name):
    response = try_signing_in(client, name)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(officer.pk)
    officer.refresh_from_db()
    assert officer.last_login is not None


def test_the_page_asks_for_name_and_password_only(client, sound):
    text = sound(client.get(SIGN_IN))

    assert re.findall(r'<input[^>]*name="(\w+)"', text).count("password") == 1
    assert "User name" in text
    assert 'value="ja"' in text, "the language can be chosen before sign-in"
    for word in ("sign up", "forgot", "e-mail", "email"):
        assert word not in text.lower()


@pytest.mark.parametrize(("name", "password"), [("officer", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_says_one_sentence_and_keeps_the_name(
    client, officer, sound, name, password
):
    response = try_signing_in(client, name, password)

    assert response.status_code == 422
    text = sound(response)
    assert text.count("User name and password do not fit together.") == 1
    assert f'value="{name}"' in text
    assert password not in text
    assert not is_signed_in(client)


def test_after_five_wrong_passwords_the_right_one_must_wait(client, officer):
    for _ in range(5):
        try_signing_in(client, password="wrong")

    response = try_signing_in(client)

    assert response.status_code == 422
    assert "Too many failed attempts." in response.content.decode()
    assert not is_signed_in(client)


def test_a_page_that_is_called_too_often_says_so(client, sound):
    for _ in range(31):
        response = try_signing_in(client, name="", password="")

    assert response.status_code == 429
    assert "Too many attempts" in sound(response)


def test_a_password_fits_whichever_way_the_keyboard_writes_it(client):
    admin = make_user("administrator")
    officer = make_user("officer")
    actions.set_password(officer, password="một câu rất dài", by=admin)

    assert try_signing_in(client, password=normalize("NFD", "một câu rất dài")).status_code == 302


def test_a_closed_account_cannot_sign_in_and_its_session_ends(client, officer, sound):
    admin = make_user("administrator")
    other = Client()
    other.force_login(officer)
    assert other.get("/account/").status_code == 200
    actions.close_account(officer, by=admin, reason="Left.")

    response = try_signing_in(client)

    assert response["Location"] == "/account/closed/"
    assert "This account is closed" in sound(client.get("/account/closed/"))
    assert not is_signed_in(client)
    assert other.get("/account/").status_code == 302
    assert try_signing_in(client, password="wrong").status_code == 422, "says nothing to others"


def test_nobody_signs_in_as_the_account_of_the_commands(client):
    actions.system_user()
    assert try_signing_in(client, "register", "").status_code == 422
    assert try_signing_in(client, "register", PASSWORD).status_code == 422
    assert not is_signed_in(client)


# ---- where one goes then


def test_one_gets_to_the_page_one_asked_for(client, officer):
    asked = client.get("/users/?q=van")
    assert (asked.status_code, asked["Location"]) == (302, f"{SIGN_IN}?next=/users/%3Fq%3Dvan")

    response = try_signing_in(client, to=asked["Location"])

    assert response["Location"] == "/users/?q=van"


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com/",
        "//example.com/",
        "///example.com",
        "/\\example.com",
        "\\\\example.com",
        "javascript:alert(1)",
        "http:example.com",
        "https://testserver@example.com/",
    ],
)
@pytest.mark.parametrize("path", [SIGN_IN, "/account/sign-out/"])
def test_nobody_is_sent_to_another_site(client, officer, path, target):
    if path != SIGN_IN:
        client.force_login(officer)
    response = client.post(path, {"login": "officer", "password": PASSWORD, "next": target})
    assert response["Location"] == "/"


def test_the_language_switch_sends_nobody_to_another_site(client):
    response = client.post("/language/", {"language": "ja", "next": "https://example.com"})
    assert response["Location"] == "/"


# ---- without a session


def test_a_fragment_without_a_session_loads_the_page_anew(client):
    response = client.get("/users/", headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"
    assert response.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/password/",
        "/account/confirm/",
        "/account/confirm/code/",
        "/account/confirm/passkey/",
        "/account/second-step/",
        "/account/second-step/app/add/",
        "/account/second-step/app/remove/",
        "/account/second-step/passkeys/",
        "/account/second-step/passkeys/add/",
        "/account/second-step/passkeys/1/rename/",
        "/account/second-step/passkeys/1/remove/",
        "/account/second-step/codes/",
        "/account/second-step/codes/new/",
        "/account/second-step/codes/download/",
    ],
)
def test_everything_about_an_account_asks_for_sign_in(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "account_confirm_login_code",
        "mfa_trust",
        "mfa_login_webauthn",
        "mfa_signup_webauthn",
    ],
)
def test_what_is_not_needed_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


# ---- out


def test_signing_out_asks_first_and_ends_the_session(client, officer, sound):
    try_signing_in(client)
    assert "Sign out?" in sound(client.get("/account/sign-out/"))
    assert is_signed_in(client)

    response = client.post("/account/sign-out/", follow=True)

    assert "You have signed out." in sound(response)
    assert not is_signed_in(client)


def test_signing_out_needs_the_key_of_the_page(officer):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(officer)
    assert client.post("/account/sign-out/").status_code != 302
    assert is_signed_in(client)


# ---- the own password


def test_a_new_password_keeps_this_session_and_ends_the_others(client, officer, sound):
    other = Client()
    other.force_login(officer)
    client.force_login(officer)
    sound(client.get("/account/password/"))

    response = client.post(
        "/account/password/",
        {"oldpassword": PASSWORD, "password1": GOOD, "password2": GOOD},
    )

    assert response["Location"] == "/account/"
    assert "Your password is changed." in client.get("/account/").content.decode()
    assert other.get("/account/").status_code == 302
    assert User.objects.get(pk=officer.pk).check_password(GOOD)
    event = Event.objects.get()
    assert (event.action, event.actor, event.object_code) == (
        "accounts.password_set",
        "officer",
        "officer",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("wrong", GOOD, GOOD), "This is not your password."),
        ((PASSWORD, "short", "short"), "at least 12 characters"),
        ((PASSWORD, GOOD, GOOD + "x"), "same password"),
    ],
)
def test_a_password_that_cannot_be_taken_changes_nothing(client, officer, typed, sentence):
    client.force_login(officer)
    names = ("oldpassword", "password1", "password2")
    response = client.post("/account/password/", dict(zip(names, typed, strict=True)))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    assert not Event.objects.exists()


def test_who_has_no_password_is_sent_back_to_the_account(client, officer):
    officer.set_unusable_password()
    officer.save()
    client.force_login(officer)
    assert client.get("/account/password/")["Location"] == "/account/"
