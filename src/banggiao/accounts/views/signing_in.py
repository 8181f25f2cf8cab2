"""Sign-in, the own password, and the question before something that protects the account."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView, ReauthenticateView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from banggiao.accounts.forms.signing_in import ConfirmForm, OwnPasswordForm, SignInForm


class Says422:
    """Answers a form that cannot be taken with 422, as every form of the house does."""

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """Show the form again with what is wrong."""
        response: HttpResponseBase = super().form_invalid(form)  # type: ignore[misc]  # the view beside this one has it
        if response.status_code == 200:
            response.status_code = 422
        return response


class SignIn(Says422, LoginView):  # type: ignore[misc]  # allauth has no types
    """User name and password."""

    form_class = SignInForm


class ChangePassword(Says422, PasswordChangeView):  # type: ignore[misc]  # allauth has no types
    """A new password for oneself."""

    form_class = OwnPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send back whoever signs in without a password: there is none to change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("accounts:me")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class Confirm(Says422, ReauthenticateView):  # type: ignore[misc]  # allauth has no types
    """The password once more."""

    form_class = ConfirmForm
