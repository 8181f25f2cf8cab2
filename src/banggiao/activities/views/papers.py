"""The page from which the log of delegations of a year is taken as a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.activities.forms.papers import LogForm
from banggiao.activities.papers.log import Asked, compile_log
from banggiao.activities.views.navigation import sections
from banggiao.core.papers.pages import asked_of, paper_page
from banggiao.core.papers.state_sheet import as_sheet

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request


def log(request: Request) -> HttpResponse:
    """Show what can be taken, or send the log of a year: ``?year=2023&classification=1``."""
    user, year = request.user, timezone.localdate().year
    form = LogForm(asked_of(request, LogForm), user=user, today_year=year)

    def make(data: dict[str, Any]) -> tuple[str, bytes]:
        asked = Asked(data["year"], data["classification"], data["lang"], maker=user)
        return f"delegations-{asked.year}.xlsx", as_sheet(compile_log(asked))

    return paper_page(
        request,
        form,
        make,
        title=_("Log of delegations as a paper"),
        intro=_(
            "Every outgoing and incoming delegation that begins in the year, with its people, days "
            "and cost, in Excel, ready to print."
        ),
        tabs=sections("log"),
    )
