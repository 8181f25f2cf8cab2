"""Pages of people and their posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.record_pages import bring_back_page, set_aside_page
from banggiao.accounts.rules import require
from banggiao.audit.views import history_page
from banggiao.core.lists import list_page
from banggiao.core.pages import Button, Head, form_page, reason_page, record_page
from banggiao.core.panels import Tab
from banggiao.core.tables import Table
from banggiao.partners import queries, tables
from banggiao.partners.actions import people as actions
from banggiao.partners.filters import PersonFilter
from banggiao.partners.forms import PersonalDetailsForm, PersonForm, PostForm
from banggiao.partners.models import Person, PersonalDetails, Post
from banggiao.partners.views.navigation import sections

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request


def people(request: Request) -> HttpResponseBase:
    """List the people, each with the last post the reader may know of."""
    user = request.user
    filterset = PersonFilter(request.GET, queryset=queries.people_for_list(user), request=request)
    may_add = user.has_perm("partners.add_person")
    url = reverse("partners:add_person")

    def table(found: Any) -> Table[Person]:
        made = Table[Person](
            id="people",
            caption=_("People"),
            shape=tables.people({}),
            queryset=found,
            parameters=request.GET,
            default_sort="name",
            empty_title=_("Nobody fits this filter."),
            empty_text=_("Remove a filter, or enter the person."),
            empty_action={"label": _("Add a person"), "url": url} if may_add else None,
        )
        exporting = "export" in request.GET
        shown = found if exporting else made.records
        ids = [getattr(person, "last_post_id", None) for person in shown]
        made.shape = tables.people(queries.posts_by_id(user, ids))
        return made

    buttons = [Button(_("Add a person"), url, primary=True)] if may_add else []
    return list_page(request, filterset, table, buttons=buttons, tabs=sections("people"))


def _find(request: Request, code: str) -> Person:
    visible = Person.objects.visible_to(request.user).select_related("country")
    record: Person = get_object_or_404(visible, code=code)
    return record


def _way(person: Person | None = None) -> list[tuple[str, str]]:
    way = [(_("People"), reverse("partners:people"))]
    return [*way, (str(person), person.get_absolute_url())] if person else way


def _head(request: Request, person: Person) -> Head:
    user, code = request.user, [person.code]
    buttons: list[Button] = []
    if user.has_perm("partners.change_person", person):
        if person.is_set_aside:
            buttons = [Button(_("Bring back"), reverse("partners:bring_back_person", args=code))]
        else:
            buttons = [
                Button(_("Add a post"), reverse("partners:add_post", args=code)),
                Button(_("Edit"), reverse("partners:change_person", args=code), primary=True),
            ]
    history = reverse("partners:person_history", args=code)
    return Head(
        record=person,
        title=f"{person.form_of_address} {person}".strip(),
        subtitle=person.name_native,
        crumbs=_way(),
        tabs=[
            Tab("overview", _("Overview"), person.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=buttons,
        history_url=history,
    )


def person(request: Request, code: str) -> HttpResponse:
    """Show a person: posts over time, how to reach them, what they took part in."""
    record, user = _find(request, code), request.user
    posts = queries.posts_of(record, user)
    sees_details = user.has_perm("partners.view_personal_details", record)
    details = PersonalDetails.objects.filter(person=record).first() if sees_details else None
    context = {
        "person": record,
        "posts": posts,
        "entries": queries.person_timeline(record, posts, user),
        "sees_details": sees_details,
        "facts": _facts(record),
        "details": details,
        "details_facts": _details_facts(details),
        "may_change": user.has_perm("partners.change_person", record),
    }
    return record_page(request, "partners/person.html", _head(request, record), "overview", context)


def _facts(person: Person) -> list[dict[str, Any]]:
    country = person.country
    rows: list[tuple[str, Any, str]] = [
        (_("Name"), person.name, ""),
        (_("In its own script"), person.name_native, ""),
        (_("Order of the name"), person.get_name_order_display(), ""),
        (_("Form of address"), person.form_of_address, ""),
        (_("Country"), country, country.get_absolute_url() if country else ""),
        (_("Remark"), person.remark, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in rows if value]


def _details_facts(details: PersonalDetails | None) -> list[dict[str, str]]:
    if details is None:
        return []
    fields = [details._meta.get_field(name) for name in PersonalDetails.FIELDS]
    return [
        {"label": str(field.verbose_name).capitalize(), "value": value}  # type: ignore[union-attr]  # plain fields
        for field in fields
        if (value := getattr(details, field.name))
    ]


def person_history(request: Request, code: str) -> HttpResponse:
    """Show who changed the person, and the person as they were on a day."""
    return history_page(request, _head(request, _find(request, code)))


def add_person(request: Request) -> HttpResponse:
    """Enter a person."""
    require(request.user, "partners.add_person")
    form = PersonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_person(by=request.user, **form.cleaned_data),
        title=_("Add a person"),
        way=_way(),
        done=_("The person is in the register. Add the post now."),
    )


def change_person(request: Request, code: str) -> HttpResponse:
    """Change a person."""
    record = _find(request, code)
    require(request.user, "partners.change_person", record)
    form = PersonForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_person(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=_way(record),
        others=[Button(_("Set aside"), reverse("partners:set_aside_person", args=[code]))],
    )


def set_aside_person(request: Request, code: str) -> HttpResponse:
    """Take a person entered by mistake out of the register, with a reason."""
    record = _find(request, code)
    return set_aside_page(request, record, _way(record))


def bring_back_person(request: Request, code: str) -> HttpResponse:
    """Put a person who was set aside back into the register."""
    record = _find(request, code)
    return bring_back_page(request, record, _way(record))


def add_post(request: Request, code: str) -> HttpResponse:
    """Enter a post of a person."""
    record = _find(request, code)
    require(request.user, "partners.change_person", record)
    form = PostForm(request.POST or None, instance=Post(person=record))
    return form_page(
        request,
        form,
        lambda: actions.add_post(record, by=request.user, **form.cleaned_data),
        title=_("Add a post of %(name)s") % {"name": record},
        way=_way(record),
        back=record.get_absolute_url(),
    )


def _find_post(request: Request, code: str, number: int) -> tuple[Person, Post]:
    """Find a post by its place among all posts of the person: database keys never show."""
    record = _find(request, code)
    posts = Post.objects.visible_to(request.user).filter(person=record).order_by("pk")
    return record, get_object_or_404(posts.select_related("person"), number=number)


def change_post(request: Request, code: str, number: int) -> HttpResponse:
    """Change a post, most often to enter its end."""
    record, post = _find_post(request, code, number)
    require(request.user, "partners.change_person", record)
    form = PostForm(request.POST or None, instance=post)
    return form_page(
        request,
        form,
        lambda: actions.change_post(post, by=request.user, **form.cleaned_data),
        title=_("Edit a post of %(name)s") % {"name": record},
        way=_way(record),
        back=record.get_absolute_url(),
        others=[Button(_("Remove"), reverse("partners:remove_post", args=[code, number]))],
    )


def remove_post(request: Request, code: str, number: int) -> HttpResponse:
    """Take back a post entered by mistake."""
    record, post = _find_post(request, code, number)
    require(request.user, "partners.change_person", record)
    return reason_page(
        request,
        lambda reason: actions.remove_post(post, by=request.user, reason=reason),
        title=_("Remove a post of %(name)s") % {"name": record},
        way=_way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=post.in_full,
    )


def personal_details(request: Request, code: str) -> HttpResponse:
    """Keep how to reach a person. Only for those who may see it."""
    record = _find(request, code)
    require(request.user, "partners.change_personal_details", record)
    details = PersonalDetails.objects.filter(person=record).first()
    form = PersonalDetailsForm(request.POST or None, instance=details)
    erase = reverse("partners:erase_personal_details", args=[code])
    return form_page(
        request,
        form,
        lambda: actions.keep_personal_details(record, by=request.user, **form.cleaned_data),
        title=_("How to reach %(name)s") % {"name": record},
        way=_way(record),
        back=record.get_absolute_url(),
        intro=_("The history keeps that these details changed, never what they say."),
        others=[Button(_("Erase"), erase)] if details else [],
    )


def erase_personal_details(request: Request, code: str) -> HttpResponse:
    """Erase how to reach a person, for good."""
    record = _find(request, code)
    require(request.user, "partners.change_personal_details", record)
    return reason_page(
        request,
        lambda reason: actions.erase_personal_details(record, by=request.user, reason=reason),
        title=_("Erase how to reach %(name)s") % {"name": record},
        way=_way(record),
        back=record.get_absolute_url(),
        submit_label=_("Erase for good"),
    )
