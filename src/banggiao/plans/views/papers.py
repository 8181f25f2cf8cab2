"""The page from which the annex of a plan is taken as a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.core.pages import crumbs
from banggiao.core.papers.forms import PaperForm
from banggiao.core.papers.pages import asked_of, paper_page
from banggiao.core.papers.state_sheet import as_sheet
from banggiao.plans.papers.annex import Asked, compile_annex
from banggiao.plans.views.navigation import find_plan, way

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def annex(request: Request, code: str) -> HttpResponse:
    """Show what can be taken of a plan, or send the annex with its lines."""
    record, user = find_plan(request, code), request.user
    form = PaperForm(asked_of(request, PaperForm), user=user, least=record.classification)

    def make(data: dict[str, Any]) -> tuple[str, bytes]:
        asked = Asked(data["classification"], data["lang"], maker=user)
        return f"{record.code}-annex.xlsx", as_sheet(compile_annex(record, asked))

    return paper_page(
        request,
        form,
        make,
        title=_("Annex of the plan as a paper"),
        intro=_(
            "The lines of the plan as they go with the letter that submits it, in Excel, ready to "
            "print. Of an approved plan it gives what was approved."
        ),
        **crumbs(way(record)),
    )
