"""Single records as files: an event for a calendar, a person or a body for the contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from banggiao.activities.models import Activity
from banggiao.duties.models import Duty
from banggiao.exchange.queries.contacts import organisation_card, person_card
from banggiao.exchange.queries.contents import activity_file, duty_file
from banggiao.partners.models import Organisation, Person, Post

if TYPE_CHECKING:
    from banggiao.core.htmx import Request

CALENDAR = "text/calendar; charset=utf-8"
CONTACT = "text/vcard; charset=utf-8"


def activity_calendar(request: Request, code: str) -> HttpResponse:
    """Send an activity as a calendar file; ``?programme=1`` the hours of its programme."""
    record = get_object_or_404(Activity.objects.visible_to(request.user), code=code)
    wants_programme = "programme" in request.GET
    text = activity_file(record, request.user, programme=wants_programme)
    return _sent(text, f"{code}-programme.ics" if wants_programme else f"{code}.ics", CALENDAR)


def duty_calendar(request: Request, code: str) -> HttpResponse:
    """Send a duty as a calendar file."""
    record = get_object_or_404(Duty.objects.visible_to(request.user), code=code)
    return _sent(duty_file(record, request.user), f"{code}.ics", CALENDAR)


def _sent(text: str, name: str, kind: str) -> HttpResponse:
    """Send a file. Without a day there is no event, so no file either."""
    if not text:
        raise Http404
    response = HttpResponse(text.encode(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def person_contact(request: Request, code: str) -> HttpResponse:
    """Send a person as a contact file; ``?details=1`` with e-mail and telephone."""
    person = _person(request, code)
    text = person_card(person, request.user, with_details="details" in request.GET)
    return _sent(text, f"{code}.vcf", CONTACT)


def post_contact(request: Request, code: str, number: int) -> HttpResponse:
    """Send a person as a contact file with one post, whether it is held today or not."""
    person = _person(request, code)
    posts: Any = Post.objects
    seen = posts.visible_to(request.user).in_register().select_related("organisation", "person")
    post = get_object_or_404(seen, person=person, number=number)
    text = person_card(person, request.user, post=post, with_details="details" in request.GET)
    return _sent(text, f"{code}-{number}.vcf", CONTACT)


def _person(request: Request, code: str) -> Person:
    seen = Person.objects.visible_to(request.user).in_register()
    person: Person = get_object_or_404(seen, code=code)
    return person


def organisation_contact(request: Request, code: str) -> HttpResponse:
    """Send a body as a contact file."""
    seen = Organisation.objects.visible_to(request.user).in_register()
    record = get_object_or_404(seen, code=code)
    return _sent(organisation_card(record, request.user), f"{code}.vcf", CONTACT)
