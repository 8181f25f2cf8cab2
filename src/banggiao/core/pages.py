"""The two pages every room has: a record with its head and tabs, and a form over it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from banggiao.core.enums import Classification
from banggiao.core.forms import ReasonForm
from banggiao.core.htmx import render
from banggiao.core.panels import RECORD_CARDS
from banggiao.core.pickers import give_viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banggiao.core.forms import ActionForm
    from banggiao.core.htmx import Request
    from banggiao.core.models import Record
    from banggiao.core.panels import Tab


OVERVIEW = "overview"
"""The key of a record's first tab, where its cards stand."""

INSTEAD = "instead"
"""The name of the button that takes what a refusal offers."""


@dataclass(frozen=True, slots=True)
class Button:
    """A way on from a page. ``primary``: the one thing most people come to do."""

    label: str
    url: str
    primary: bool = False


@dataclass(slots=True)
class Head:
    """What stands above every page of one record."""

    record: Record
    title: str
    crumbs: Sequence[tuple[str, str]]
    tabs: Sequence[Tab]
    subtitle: str = ""
    facts: list[dict[str, Any]] = field(default_factory=list)
    buttons: Sequence[Button] = ()
    history_url: str = ""

    @property
    def class_mark(self) -> str:
        """The record's class as the marks name it."""
        return Classification(self.record.classification).name.lower()

    def on(self, key: str) -> list[Tab]:
        """Give the tabs with the one of this page marked."""
        return [replace(tab, active=tab.key == key) for tab in self.tabs]


def record_page(
    request: Request, template: str, head: Head, tab: str, context: dict[str, Any]
) -> HttpResponse:
    """Show a page of a record under its head."""
    cards = [provide(head.record, request.user) for provide in RECORD_CARDS if tab == OVERVIEW]
    frame = {
        "head": head,
        "tabs": head.on(tab),
        "cards": [card for card in cards if card],
        **crumbs(head.crumbs),
    }
    return render(request, template, frame | context)


def reason_page(
    request: Request,
    write: Callable[[str], Any],
    *,
    title: str,
    submit_label: str,
    way: Sequence[tuple[str, str]],
    back: str = "",
    intro: str = "",
    done: str = "",
) -> HttpResponse:
    """Ask why before something is set aside, removed or erased; ``write`` gets the reason."""
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: write(form.cleaned_data["reason"]),
        title=title,
        way=way,
        back=back,
        submit_label=submit_label,
        intro=intro,
        done=done,
    )


def see_other(url: str) -> HttpResponse:
    """Send the browser on after a write, so that loading the page again writes nothing."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def crumbs(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Give the way back up: names with their addresses."""
    return {"crumbs": [{"label": label, "url": url} for label, url in pairs]}


def form_page(
    request: Request,
    form: ActionForm,
    write: Callable[[], Any],
    *,
    title: str,
    back: str = "",
    done: str = "",
    way: Sequence[tuple[str, str]] = (),
    submit_label: str = "",
    intro: str = "",
    others: Sequence[Button] = (),
) -> HttpResponse:
    """Show a form; on POST check it, run the action, and go on to what it wrote.

    ``write`` is called with a valid form and gives the record, or None to go ``back``. What it
    refuses stands beside the fields (422), a stale form with both values (409); nothing typed is
    lost.
    """
    give_viewer(form, request.user)
    status, cancel = 200, back or (way[-1][1] if way else "/")
    if request.method == "POST":
        if INSTEAD in request.POST:
            form.take(request.POST[INSTEAD])
        if form.is_valid():
            ran, result = form.submit(write)
            if ran:
                messages.success(request, done or _("Saved."))
                address = getattr(result, "get_absolute_url", None)
                return see_other(back or (address() if address else cancel))
        status = 409 if form.conflicts else 422
    context = {
        "form": form,
        "title": title,
        "cancel_url": cancel,
        "submit_label": submit_label,
        "intro": intro,
        "ways": others,
        "others": _offers(form),
        "conflicts": form.conflicts,
        **crumbs(way),
    }
    return render(request, "core/form_page.html", context, status=status)


def _offers(form: ActionForm) -> list[dict[str, Any]]:
    """Give the button that takes what a refusal offers, if it offers something."""
    if form.instead is None:
        return []
    field, value, label = form.instead
    return [{"name": INSTEAD, "value": f"{field}={value}", "label": label}]
