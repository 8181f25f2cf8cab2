"""The page from which the register of agreements is taken as a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.agreements.forms.papers import RegisterForm
from banggiao.agreements.papers.making import make
from banggiao.agreements.papers.register import Asked, compile_register
from banggiao.agreements.views.navigation import sections
from banggiao.core.errors import Refused
from banggiao.core.htmx import render

if TYPE_CHECKING:
    from banggiao.core.htmx import Request

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def register(request: Request) -> HttpResponse:
    """Show what can be taken, or send it: ``?format=docx``, with ``&year=2025`` the year's list."""
    year = timezone.localdate().year
    asked = request.GET if "format" in request.GET else None
    form = RegisterForm(asked, user=request.user, today_year=year)
    if asked is not None and form.is_valid():
        try:
            return _file(form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    context = {
        "title": _("Register of agreements as a paper"),
        "form": form,
        "tabs": sections("register"),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/register.html", context, status=status)


def _file(form: RegisterForm) -> HttpResponse:
    data = form.cleaned_data
    asked = Asked(data["year"], data["classification"], data["lang"])
    kind = data["format"]
    content = make(kind, compile_register(asked))
    name = f"register-{asked.year or timezone.localdate().isoformat()}.{kind}"
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
