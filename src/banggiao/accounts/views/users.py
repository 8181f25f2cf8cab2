"""Pages of users, for those who view or keep accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from banggiao.accounts import actions, tables
from banggiao.accounts.filters import UserFilter
from banggiao.accounts.forms.users import (
    AddUserForm,
    ChangeUserForm,
    ReopenForm,
    SetPasswordForm,
)
from banggiao.accounts.models import User
from banggiao.accounts.queries import (
    history_of_user,
    is_last_administrator,
    second_step_of,
    users_visible_to,
)
from banggiao.accounts.rules import require
from banggiao.accounts.views.facts import facts_of
from banggiao.audit.presenting import present
from banggiao.core.htmx import render
from banggiao.core.lists import list_page
from banggiao.core.pages import Button, crumbs, form_page, reason_page
from banggiao.core.tables import Table

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request

EVENTS = 100


def _home() -> tuple[str, str]:
    return _("Users"), reverse("accounts:users")


def _page(user: User) -> str:
    return reverse("accounts:user", args=[user.username])


def _find(request: Request, username: str, right: str = "accounts.change_users") -> User:
    require(request.user, right)
    return get_object_or_404(users_visible_to(request.user), username=username)


def users(request: Request) -> HttpResponseBase:
    """List the accounts."""
    require(request.user, "accounts.view_users")
    found = users_visible_to(request.user)
    filterset = UserFilter(request.GET, queryset=found, request=request)
    url = reverse("accounts:add")

    def table(found: Any) -> Table[User]:
        return Table(
            id="users",
            caption=_("Users"),
            shape=tables.USERS,
            queryset=found,
            parameters=request.GET,
            default_sort="name",
            empty_title=_("No user fits this filter."),
            empty_text=_("Remove a filter."),
        )

    may_add = request.user.has_perm("accounts.change_users")
    buttons = [Button(_("Add a user"), url, primary=True)] if may_add else []
    return list_page(request, filterset, table, buttons=buttons)


def user(request: Request, username: str) -> HttpResponse:
    """Show an account and what happened to it."""
    account = _find(request, username, "accounts.view_users")
    events = list(history_of_user(account, request.user)[:EVENTS])
    context = {
        "account": account,
        "facts": facts_of(account, second_step_of(account)),
        "events": present(events, request.user),
        "buttons": _buttons(account, request.user),
        "warning": _alone(account),
        "is_system": account.username == actions.SYSTEM,
        **crumbs([_home()]),
    }
    return render(request, "accounts/user.html", context)


def _buttons(account: User, viewer: User) -> list[Button]:
    if account.username == actions.SYSTEM or not viewer.has_perm("accounts.change_users"):
        return []
    to = [account.username]
    buttons = [Button(_("Set a new password"), reverse("accounts:set_password", args=to))]
    if not account.is_active:
        buttons.append(Button(_("Open again"), reverse("accounts:reopen", args=to)))
    elif not is_last_administrator(account):
        buttons.append(Button(_("Close account"), reverse("accounts:close", args=to)))
    buttons.append(Button(_("Edit"), reverse("accounts:change", args=to), primary=True))
    return buttons


def _alone(account: User) -> str:
    """Warn before the last administrator is closed or given another role; the action refuses."""
    if not is_last_administrator(account):
        return ""
    return _(
        "This is the only administrator. Make somebody else administrator before you close this "
        "account or change its role."
    )


@sensitive_post_parameters("password")
def add(request: Request) -> HttpResponse:
    """Open an account with a first password."""
    require(request.user, "accounts.change_users")
    form = AddUserForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_user(by=request.user, **form.cleaned_data),
        title=_("Add a user"),
        way=[_home()],
        submit_label=_("Open the account"),
        intro=_("Nothing is sent: tell the person the user name and the first password yourself."),
        done=_("The account is open. Tell the person the user name and the first password."),
    )


def change(request: Request, username: str) -> HttpResponse:
    """Change an account."""
    account = _find(request, username)
    form = ChangeUserForm(request.POST or None, instance=account)
    return form_page(
        request,
        form,
        lambda: actions.change_user(account, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": account},
        way=[_home(), (str(account), _page(account))],
        back=_page(account),
        intro=_alone(account),
    )


def close(request: Request, username: str) -> HttpResponse:
    """Stop a person from signing in, with a reason."""
    account = _find(request, username)
    return reason_page(
        request,
        lambda reason: actions.close_account(account, by=request.user, reason=reason),
        title=_("Close the account of %(name)s") % {"name": account},
        way=[_home(), (str(account), _page(account))],
        back=_page(account),
        submit_label=_("Close account"),
        intro=_alone(account)
        or _(
            "The person can no longer sign in and is signed out everywhere. What they did stays; "
            "you can open the account again."
        ),
        done=_("The account is closed."),
    )


def reopen(request: Request, username: str) -> HttpResponse:
    """Let a person sign in again."""
    account = _find(request, username)
    form = ReopenForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.reopen_account(
            account, by=request.user, reason=form.cleaned_data["reason"]
        ),
        title=_("Open the account of %(name)s again") % {"name": account},
        way=[_home(), (str(account), _page(account))],
        back=_page(account),
        submit_label=_("Open again"),
        intro=_("The person signs in with the password they had."),
        done=_("The account is open again."),
    )


@sensitive_post_parameters("password")
def set_password(request: Request, username: str) -> HttpResponse:
    """Give a person a new password."""
    account = _find(request, username)
    has_second_step = second_step_of(account).is_on
    form = SetPasswordForm(request.POST or None, has_second_step=has_second_step)
    return form_page(
        request,
        form,
        lambda: actions.set_password(account, by=request.user, **form.cleaned_data),
        title=_("Set a new password for %(name)s") % {"name": account},
        way=[_home(), (str(account), _page(account))],
        back=_page(account),
        submit_label=_("Set password"),
        intro=_("The person is signed out everywhere. Tell them the new password yourself."),
        done=_("The password is set. Tell the person."),
    )
