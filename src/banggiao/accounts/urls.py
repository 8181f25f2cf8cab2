"""Addresses of accounts, and of sign-in: each one is listed, so that no other exists."""

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from banggiao.accounts.views import me, second_step, signing_in, users


class UserName(StringConverter):
    """What a user name may hold; anything else never gets as far as the database."""

    regex = "[a-z0-9._-]+"


register_converter(UserName, "username")

app_name = "accounts"
urlpatterns = [
    path("users/", users.users, name="users"),
    path("users/add/", users.add, name="add"),
    path("users/<username:username>/", users.user, name="user"),
    path("users/<username:username>/edit/", users.change, name="change"),
    path("users/<username:username>/close/", users.close, name="close"),
    path("users/<username:username>/open-again/", users.reopen, name="reopen"),
    path("users/<username:username>/password/", users.set_password, name="set_password"),
    path("account/", me.me, name="me"),
]

# allauth looks these names up without a room before them, so `config` includes them by themselves.
sign_in = [
    path("sign-in/", signing_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", second_step.Ask.as_view(), name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("password/", signing_in.ChangePassword.as_view(), name="account_change_password"),
    path("confirm/", signing_in.Confirm.as_view(), name="account_reauthenticate"),
    path("confirm/code/", second_step.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        second_step.ConfirmByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("second-step/", second_step.Overview.as_view(), name="mfa_index"),
    path("second-step/app/add/", second_step.AddApp.as_view(), name="mfa_activate_totp"),
    path("second-step/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("second-step/passkeys/add/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "second-step/passkeys/<int:pk>/rename/",
        second_step.RenamePasskey.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "second-step/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("second-step/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "second-step/codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
