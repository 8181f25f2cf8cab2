"""The second step of sign-in: setting it up, being asked for it, losing it."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from banggiao.accounts import actions
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db

ADD_APP = "/account/second-step/app/add/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


@pytest.fixture
def officer():
    return make_user("officer")


@pytest.fixture
def confirmed(client, officer):
    """A client that has just given the password once more."""
    client.force_login(officer)
    client.post("/account/confirm/", {"password": PASSWORD})
    return client


@pytest.fixture
def with_app(officer):
    """The officer has an app and recovery codes."""
    TOTP.activate(officer, SECRET)
    return RecoveryCodes.activate(officer).get_unused_codes()


def give_password(client):
    return client.post("/account/sign-in/", {"login": "officer", "password": PASSWORD})


# ---- confirming


def test_setting_up_asks_for_the_password_first(client, officer, sound):
    client.force_login(officer)

    asked = client.get(ADD_APP)
    assert asked["Location"] == f"/account/confirm/?next={ADD_APP.replace('/', '%2F')}"
    assert "Confirm that it is you" in sound(client.get(asked["Location"]))

    wrong = client.post(asked["Location"], {"password": "wrong"})
    assert wrong.status_code == 422
    assert "This is not your password." in sound(wrong)

    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == ADD_APP
    assert client.get(ADD_APP).status_code == 200


def test_confirming_sends_nobody_to_another_site(client, officer):
    client.force_login(officer)
    response = client.post("/account/confirm/?next=https://example.com/", {"password": PASSWORD})
    assert response["Location"] == "/"


def test_with_an_app_a_code_confirms_too(client, officer, with_app, sound):
    client.force_login(officer)
    text = sound(client.get("/account/confirm/?next=/account/"))
    assert "/account/confirm/code/?next=" in text
    assert "Use a code" in text
    sound(client.get("/account/confirm/code/"))

    response = client.post("/account/confirm/code/?next=/account/", {"code": with_app[0]})

    assert response["Location"] == "/account/"


# ---- the app


def test_the_page_shows_a_picture_on_white_and_the_key(confirmed, sound):
    text = sound(confirmed.get(ADD_APP))

    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', text)
    assert picture
    svg = base64.b64decode(picture[1]).decode()
    assert '<rect width="100%" height="100%" fill="white"/>' in svg
    assert confirmed.session["mfa.totp.secret"] in text


def test_the_first_code_sets_the_app_up_and_shows_recovery_codes(confirmed, officer, sound):
    confirmed.get(ADD_APP)
    code = code_of(confirmed.session["mfa.totp.secret"])

    response = confirmed.post(ADD_APP, {"code": f"{code[:3]} {code[3:]}"}, follow=True)

    text = sound(response)
    assert response.request["PATH_INFO"] == "/account/second-step/codes/"
    codes = re.findall(r"<code>(\d{8})</code>", text)
    assert len(set(codes)) == 10
    types = set(Authenticator.objects.filter(user=officer).values_list("type", flat=True))
    assert types == {"totp", "recovery_codes"}


def test_a_code_that_does_not_fit_sets_nothing_up(confirmed, officer, sound):
    confirmed.get(ADD_APP)
    secret = confirmed.session["mfa.totp.secret"]

    response = confirmed.post(ADD_APP, {"code": "abc"})

    assert response.status_code == 422
    assert secret in sound(response), "the picture scanned stays right"
    assert not Authenticator.objects.filter(user=officer).exists()


def test_the_app_can_be_removed(confirmed, officer, with_app, sound):
    sound(confirmed.get("/account/second-step/app/remove/"))

    response = confirmed.post("/account/second-step/app/remove/", follow=True)

    assert "The authenticator app is removed." in sound(response)
    assert not Authenticator.objects.filter(user=officer, type="totp").exists()


# ---- being asked


def test_sign_in_asks_for_the_code_before_it_opens_anything(client, officer, with_app, sound):
    assert give_password(client)["Location"] == "/account/sign-in/code/"
    assert client.get("/account/").status_code == 302
    sound(client.get("/account/sign-in/code/"))

    wrong = client.post("/account/sign-in/code/", {"code": "000"})
    assert wrong.status_code == 422
    sound(wrong)
    assert client.get("/account/").status_code == 302

    response = client.post("/account/sign-in/code/", {"code": code_of(SECRET)})
    assert response["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_a_recovery_code_opens_once(client, officer, with_app):
    give_password(client)
    assert client.post("/account/sign-in/code/", {"code": with_app[3]})["Location"] == "/"
    client.post("/account/sign-out/")

    give_password(client)
    assert client.post("/account/sign-in/code/", {"code": with_app[3]}).status_code == 422


def test_one_may_give_up_and_sign_in_as_somebody_else(client, officer, with_app):
    give_password(client)
    response = client.post("/account/sign-out/", {"next": "/account/sign-in/"})
    assert response["Location"] == "/account/sign-in/"
    assert client.get("/account/sign-in/").status_code == 200


def test_without_a_password_given_there_is_no_second_step(client, officer, with_app):
    assert client.get("/account/sign-in/code/")["Location"] == "/account/sign-in/"


# ---- passkeys and codes


def test_the_page_of_a_new_passkey_loads_our_script_and_its_data(confirmed, sound):
    text = sound(confirmed.get("/account/second-step/passkeys/add/"))

    assert "accounts/passkey.js" in text
    assert 'data-passkey="addForm"' in text
    assert 'data-credential="id_credential"' in text
    assert '<script id="passkey-data" type="application/json">' in text


def test_a_passkey_that_the_browser_did_not_make_is_refused(confirmed, officer):
    path = "/account/second-step/passkeys/add/"
    for credential in NO_PASSKEYS:
        confirmed.get(path)
        assert confirmed.post(path, {"credential": credential}).status_code == 422
    assert not Authenticator.objects.exists()


NO_PASSKEYS = ["", "{}", '{"id": "x"}', "[1]", '"x"', '{"response": 1}', "nonsense"]


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_what_is_no_passkey_opens_nothing(client, officer, with_app, credential):
    give_password(client)
    path = "/account/sign-in/code/"
    client.get(path)
    assert client.post(path, {"credential": credential}).status_code == 422
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_what_is_no_passkey_confirms_nothing(client, officer, credential, sound):
    Authenticator.objects.create(
        user=officer, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}}
    )
    client.force_login(officer)
    path = "/account/confirm/passkey/?next=/account/second-step/app/add/"
    response = client.post(path, {"credential": credential})
    assert (response.status_code, response["Location"]) == (302, path)


def test_passkeys_are_ones_own(confirmed, officer, sound):
    other = make_user(username="other")
    theirs = Authenticator.objects.create(
        user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "theirs", "credential": {}}
    )
    mine = Authenticator.objects.create(
        user=officer, type=Authenticator.Type.WEBAUTHN, data={"name": "mine", "credential": {}}
    )
    base = "/account/second-step/passkeys/"

    text = sound(confirmed.get(base))
    assert "mine" in text
    assert "theirs" not in text
    for step in ("rename", "remove"):
        assert confirmed.get(f"{base}{theirs.pk}/{step}/").status_code == 404
        sound(confirmed.get(f"{base}{mine.pk}/{step}/"))

    confirmed.post(f"{base}{mine.pk}/rename/", {"name": "office"})
    mine.refresh_from_db()
    assert mine.data["name"] == "office"

    response = confirmed.post(f"{base}{mine.pk}/remove/", follow=True)
    assert "The passkey is removed." in sound(response)
    assert list(Authenticator.objects.all()) == [theirs]


def test_new_codes_replace_the_old_ones(confirmed, with_app, sound):
    sound(confirmed.get("/account/second-step/codes/new/"))
    response = confirmed.post("/account/second-step/codes/new/")
    assert response["Location"] == "/account/second-step/codes/"

    text = sound(confirmed.get("/account/second-step/codes/"))
    codes = set(re.findall(r"<code>(\d{8})</code>", text))
    assert len(codes) == 10
    assert not set(with_app) & codes


def test_codes_are_a_file_to_print(confirmed, with_app):
    response = confirmed.get("/account/second-step/codes/download/")
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().split() == ["Banggiao:", "officer", *with_app]


def test_without_an_app_there_are_no_codes(confirmed):
    assert confirmed.get("/account/second-step/codes/").status_code == 404
    response = confirmed.post("/account/second-step/codes/new/")
    assert response.status_code in {200, 422}
    assert not Authenticator.objects.exists()


def test_an_overview_says_what_is_set_up(client, officer, with_app, sound):
    client.force_login(officer)
    for path in ("/account/second-step/", "/account/"):
        text = sound(client.get(path))
        assert "10 left" in text
        assert "/account/second-step/app/remove/" in text


def test_an_administrator_lets_somebody_back_in_who_lost_the_phone(client, officer, with_app):
    admin = make_user("administrator", username="admin")
    actions.set_password(officer, password=PASSWORD, by=admin, drop_second_step=True)

    assert give_password(client)["Location"] == "/"
