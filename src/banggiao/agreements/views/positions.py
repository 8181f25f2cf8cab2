"""Pages of our position on a clause. Whoever is not cleared finds none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.agreements.actions import positions as actions
from banggiao.agreements.forms.negotiation import PaperForm, PositionForm
from banggiao.agreements.models import Instrument, Item, Position
from banggiao.agreements.views.negotiation import table_way
from banggiao.agreements.views.table_clause import find_item
from banggiao.core.pages import Button, form_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from banggiao.core.htmx import Request

OPEN = "agreements.open_position"


def open_position(request: Request, code: str, item: str) -> HttpResponse:
    """Enter our position, and declare that it is no state secret."""
    record, found = find_item(request, code, item)
    require(request.user, OPEN, found)
    form = PositionForm(request.POST or None, instance=Position(item=found))

    def write() -> Position:
        data = {name: value for name, value in form.cleaned_data.items() if name != "declare"}
        return actions.open_position(found, by=request.user, **data)

    return form_page(
        request,
        form,
        write,
        title=_("Open a position"),
        way=_way(record, found),
        back=found.get_absolute_url(),
        intro=_(
            "Positions are often state secrets, and those must not stand here. If this one is, "
            "keep only the number, date, level and keeper of its paper."
        ),
        others=[Button(_("It is a state secret: keep only its paper"), f"{request.path}paper/")],
    )


def position_on_paper(request: Request, code: str, item: str) -> HttpResponse:
    """Note that a position exists on a paper that is a state secret."""
    record, found = find_item(request, code, item)
    require(request.user, OPEN, found)
    form = PaperForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.keep_position_on_paper(found, by=request.user, **form.cleaned_data),
        title=_("Keep only the paper of the position"),
        way=_way(record, found),
        back=found.get_absolute_url(),
        intro=_(
            "Only number, date, level and keeper. Nothing of what the position says may stand on a "
            "machine in a network (Law 117/2025/QH15)."
        ),
    )


def change_position(request: Request, code: str, item: str) -> HttpResponse:
    """Change our position."""
    record, found, position = _find(request, code, item)
    require(request.user, "agreements.change_position", position)
    form = PositionForm(request.POST or None, instance=position)
    return form_page(
        request,
        form,
        lambda: actions.change_position(position, by=request.user, **form.cleaned_data),
        title=_("Change the position"),
        way=_way(record, found),
        back=found.get_absolute_url(),
        others=[Button(_("Set aside"), request.path.replace("/edit/", "/set-aside/"))],
    )


def set_aside_position(request: Request, code: str, item: str) -> HttpResponse:
    """Take a position out of the table, with a reason."""
    record, found, position = _find(request, code, item)
    return set_aside_page(request, position, _way(record, found))


def bring_back_position(request: Request, code: str, item: str) -> HttpResponse:
    """Put a position that was set aside back."""
    record, found, position = _find(request, code, item)
    return bring_back_page(request, position, _way(record, found))


def _find(request: Request, code: str, item: str) -> tuple[Instrument, Item, Position]:
    """Find a position among those the reader is cleared for."""
    record, found = find_item(request, code, item)
    position = Position.objects.visible_to(request.user).filter(item=found).first()
    if position is None:
        raise Http404
    return record, found, position


def _way(record: Instrument, found: Item) -> list[tuple[str, str]]:
    return [*table_way(record), (str(found), found.get_absolute_url())]
