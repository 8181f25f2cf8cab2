"""The table as a Word file for the other side, and the file that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import require
from banggiao.agreements.actions.returned import take_proposal
from banggiao.agreements.forms.negotiation import ReturnedForm, TakeForm
from banggiao.agreements.papers.bargain import Returned, table_file
from banggiao.agreements.queries import negotiation as queries
from banggiao.agreements.queries.partner_view import round_dates, shared_clauses, side_names
from banggiao.agreements.tables_negotiation import words_against
from banggiao.agreements.texts.wordings import fingerprint
from banggiao.agreements.views.negotiation import find_table, table_way
from banggiao.agreements.views.table_parts import back_to_table, chosen_language
from banggiao.core.htmx import render
from banggiao.core.pages import crumbs, see_other
from banggiao.documents.languages import name_of

if TYPE_CHECKING:
    from banggiao.agreements.models import Negotiation
    from banggiao.core.htmx import Request

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHANGE = "agreements.change_negotiation"


def export_word(request: Request, code: str) -> HttpResponse:
    """Send the table as both sides know it, in one language, as a Word file."""
    record, table = find_table(request, code)
    language = chosen_language(request, table, queries.languages_of(table))
    content = table_file(
        shared_clauses(table, language, request.user),
        table=table.code,
        title=record.name_in(language),
        language=language,
        sides=side_names(record, language, request.user),
        rounds=round_dates(table),
    )
    response = HttpResponse(content, content_type=WORD)
    name = f"{slugify(record.code)}-{language}-{timezone.localdate():%Y%m%d}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store" if table.is_restricted else "private"
    return response


def read_word(request: Request, code: str) -> HttpResponse:
    """Read a returned file, show what it would change, and take what is chosen."""
    record, table = find_table(request, code)
    require(request.user, CHANGE, table)
    language = chosen_language(request, table, queries.languages_of(table))
    if request.POST.get("step") == "take":
        return _take(request, table, language)
    form = ReturnedForm(
        request.POST or None,
        request.FILES or None,
        clauses=shared_clauses(table, language, request.user),
        table=table.code,
        language=language,
    )
    read = form.read if request.method == "POST" and form.is_valid() else None
    way = table_way(record)
    context = {
        "form": form,
        "title": _("Read a returned file: %(language)s") % {"language": name_of(language)},
        "cancel_url": way[-1][1],
        "read": read,
        "proposals": _shown(read) if read else [],
        "take": TakeForm(rounds=queries.rounds_of(table, request.user)),
        **crumbs(way),
    }
    status = 422 if request.method == "POST" and read is None else 200
    return render(request, "agreements/negotiation/returned.html", context, status=status)


def _shown(read: Returned) -> list[dict[str, Any]]:
    """Give what a file would change, with the difference to their words, else to ours."""
    return [
        {
            "proposal": one,
            "marked": words_against(one.clause.theirs or one.clause.ours or "", one.words),
            "seen": fingerprint(one.clause.theirs),
        }
        for one in read.proposals
    ]


def _take(request: Request, table: Negotiation, language: str) -> HttpResponse:
    """Write down what was chosen of a file that was read."""
    user, chosen = request.user, request.POST.getlist("take")
    form = TakeForm(request.POST, rounds=queries.rounds_of(table, user))
    items = {item.code: item for item in queries.items_on(table, user).filter(code__in=chosen)}
    words = [
        (items[name], request.POST.get(f"words_{name}", ""), request.POST.get(f"seen_{name}", ""))
        for name in chosen
        if name in items
    ]
    write = lambda: take_proposal(  # noqa: E731  # what the form runs
        table, by=user, language=language, words=words, in_round=form.cleaned_data["in_round"]
    )
    ran, number = form.submit(write) if form.is_valid() else (False, None)
    if ran:
        said = ngettext("%(n)s clause was taken.", "%(n)s clauses were taken.", number or 0)
        messages.success(request, said % {"n": number})
    else:
        for sentence in form.non_field_errors():
            messages.error(request, str(sentence))
    return see_other(back_to_table(table.instrument))
