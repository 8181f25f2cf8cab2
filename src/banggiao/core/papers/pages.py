"""The page from which a paper is taken, and the file it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from banggiao.core.errors import Refused
from banggiao.core.exports import XLSX
from banggiao.core.htmx import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from banggiao.core.htmx import Request
    from banggiao.core.papers.forms import PaperForm

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": XLSX,
}
"""What a paper is sent as, by the ending of its name."""


def asked_of(request: Request, form: type[PaperForm]) -> Any:  # the parameters, or None
    """Give what the address asks for, or None where it only shows the page."""
    return request.GET if request.GET.keys() & form.base_fields.keys() else None


def paper_page(
    request: Request,
    form: PaperForm,
    make: Callable[[dict[str, Any]], tuple[str, bytes]],
    **context: Any,
) -> HttpResponse:
    """Show what can be taken, or send it. ``make`` gets what was asked: it gives name and content.

    What it refuses stands beside the fields (422). ``context`` has ``title``, and may have
    ``intro``, ``note``, ``tabs`` and ``crumbs``.
    """
    if form.is_bound and form.is_valid():
        try:
            return _file(*make(form.cleaned_data))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    status = 422 if form.errors else 200
    return render(request, "core/paper.html", {"form": form, **context}, status=status)


def _file(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
