"""The page from which the register of agreements is taken as a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.agreements.forms.papers import RegisterForm
from banggiao.agreements.papers.making import BOOK, make
from banggiao.agreements.papers.register import Asked, compile_register
from banggiao.agreements.views.navigation import sections
from banggiao.core.papers.pages import asked_of, paper_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request


def register(request: Request) -> HttpResponse:
    """Show what can be taken, or send it: ``?format=docx``, with ``&year=2025`` the year's list."""
    year, user = timezone.localdate().year, request.user
    form = RegisterForm(asked_of(request, RegisterForm), user=user, today_year=year)
    return paper_page(
        request,
        form,
        lambda data: _paper(data, user),
        title=_("Register of agreements as a paper"),
        intro=_(
            "For all texts the own body is a party to. Word has every field of the office's "
            "register and is laid out by Decree 30/2020 to be read and signed. Excel has them as "
            "columns, with a row for each commitment, or as the book that is kept in print."
        ),
        note=_(
            "With a year: the list for the Ministry of Foreign Affairs, with what was signed in "
            "the year, what was in force at its end and what ceased to be."
        ),
        tabs=sections("register"),
    )


def _paper(data: dict[str, Any], user: User) -> tuple[str, bytes]:
    """Give the name and the content of the file."""
    asked = Asked(data["year"], data["classification"], data["lang"], maker=user)
    form = data["format"]
    name = f"register-{asked.year or timezone.localdate().isoformat()}"
    file = f"{name}-book.xlsx" if form == BOOK else f"{name}.{form}"
    return file, make(form, compile_register(asked))
