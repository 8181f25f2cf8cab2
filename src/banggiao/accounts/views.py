"""Pages of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.core.htmx import render

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def users(request: Request) -> HttpResponse:
    return render(request, "core/base.html", {})


def add(request: Request) -> HttpResponse:
    return render(request, "core/base.html", {})


def me(request: Request) -> HttpResponse:
    return render(request, "core/base.html", {})
