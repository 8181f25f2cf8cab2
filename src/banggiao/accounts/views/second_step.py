"""The second step of sign-in: a code of an app, a passkey, a recovery code."""

from __future__ import annotations

import base64
import re
from typing import Any

from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ReauthenticateWebAuthnView,
)
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase

from banggiao.accounts.forms.signing_in import (
    AddAppForm,
    AddPasskeyForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasskeyForm,
    PasskeyForm,
    RenamePasskeyForm,
)
from banggiao.accounts.queries import second_step_of
from banggiao.accounts.views.signing_in import Says422

WHITE = r'\1<rect width="100%" height="100%" fill="white"/>'


class Overview(IndexView):  # type: ignore[misc]  # allauth has no types
    """What one has set up, and the ways to change it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is set up."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"second_step": second_step_of(self.request.user)}


class Ask(Says422, AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """Asks for the second step after the password."""

    form_class = CodeForm
    webauthn_form_class = PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the person has set up, to ask only for that."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"second_step": second_step_of(self.stage.login.user)}


class ConfirmByCode(Says422, ReauthenticateByCodeView):  # type: ignore[misc]  # allauth has no types
    """A code instead of the password."""

    form_class = ConfirmCodeForm


class ConfirmByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """A passkey instead of the password."""

    form_class = ConfirmPasskeyForm

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """Say that it did not work, and ask again: the question needs a fresh challenge."""
        for sentence in form.errors.get("credential", []):
            messages.error(self.request, sentence)
        return HttpResponseRedirect(self.request.get_full_path())


class AddApp(Says422, ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Sets up an authenticator app."""

    form_class = AddAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Put white behind the picture: a camera cannot read black on the dark page."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        picture = re.sub(r"(<svg[^>]*>)", WHITE, found["totp_svg"], count=1)
        data = base64.b64encode(picture.encode()).decode()
        return found | {"totp_svg_data_uri": f"data:image/svg+xml;base64,{data}"}


class AddPasskey(Says422, AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Sets up a passkey."""

    form_class = AddPasskeyForm


class RenamePasskey(Says422, EditWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Gives a passkey another name."""

    form_class = RenamePasskeyForm
