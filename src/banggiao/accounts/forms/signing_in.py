"""The forms of sign-in, in our own words; allauth checks what they collect."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ConfirmByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.forms.fields import NewPasswordField, PasswordField
from banggiao.accounts.models import User


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """User name and password. The name is found whatever the case it is typed in."""

    password = PasswordField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name"),
            max_length=User._meta.get_field("username").max_length,
            widget=forms.TextInput(
                {
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                    "autofocus": True,
                }
            ),
        )
        self.order_fields(["login", "password"])


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more, before something that protects the account is changed."""

    password = PasswordField()


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The old password, and the new one twice."""

    oldpassword = PasswordField(label=_("Password until now"))
    password1 = NewPasswordField(label=_("New password"))
    password2 = PasswordField(label=_("New password once more"), autocomplete="new-password")


class _Coded(forms.Form):
    """Shows the code field as a phone and a password manager expect it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code"),
            max_length=20,
            widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        )

    def clean_code(self) -> str:
        """Take the spaces that apps print within a code for what they are."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        checked: str = super().clean_code()  # type: ignore[misc]  # the form beside this one has it
        return checked


class CodeForm(_Coded, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of sign-in: a code of the app, or a recovery code."""


class ConfirmCodeForm(_Coded, ConfirmByCodeForm):  # type: ignore[misc]  # allauth has no types
    """A code instead of the password, to confirm."""


class AddAppForm(_Coded, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an authenticator app proves that it was set up right."""


NOT_A_PASSKEY = (AttributeError, KeyError, TypeError, ValueError)
"""What the library raises over an answer that no browser would give."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey and what its owner calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _call_it(self.fields["name"])

    def clean(self) -> dict[str, Any]:
        """Refuse what is no passkey, instead of failing over it."""
        try:
            checked: dict[str, Any] = super().clean()
        except NOT_A_PASSKEY as broken:
            raise _no_passkey() from broken
        return checked


class _PasskeyGiven(forms.Form):
    """Refuses what is no passkey, instead of failing over it."""

    def clean_credential(self) -> Any:
        """Find the passkey that was given."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # the form beside this one has it
        except NOT_A_PASSKEY as broken:
            raise _no_passkey() from broken


class PasskeyForm(_PasskeyGiven, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """The second step of sign-in by passkey."""


class ConfirmPasskeyForm(_PasskeyGiven, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey instead of the password, to confirm."""


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _call_it(self.fields["name"])


def _no_passkey() -> ValidationError:
    return ValidationError(_("The passkey could not be read. Try again."), code="no_passkey")


def _call_it(field: Any) -> None:
    field.label = _("Name of the passkey")
    field.help_text = _("Such as “office computer”, so that you know which one to remove.")
    field.max_length = 100
    field.widget.attrs["maxlength"] = 100
