"""One's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.queries import second_step_of
from banggiao.accounts.views.facts import facts_of
from banggiao.core.htmx import render

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def me(request: Request) -> HttpResponse:
    """Show who one is here, what one may see, and how one signs in. Every role."""
    user = request.user
    second_step = second_step_of(user)
    context = {"facts": facts_of(user, second_step), "second_step": second_step}
    return render(request, "accounts/me.html", context)
