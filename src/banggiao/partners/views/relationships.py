"""Pages of relationships and their milestones."""

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
from banggiao.partners.actions import relationships as actions
from banggiao.partners.filters import RelationshipFilter
from banggiao.partners.forms import MilestoneForm, RelationshipForm
from banggiao.partners.models import Milestone, Relationship
from banggiao.partners.views.navigation import sections

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.accounts.models import User
    from banggiao.core.htmx import Request


def relationships(request: Request) -> HttpResponseBase:
    """List the ties with the level each has today."""
    user = request.user
    filterset = RelationshipFilter(
        request.GET, queryset=queries.relationships_for_list(user), request=request
    )
    may_add = user.has_perm("partners.add_relationship")
    url = reverse("partners:add_relationship")

    def table(found: Any) -> Table[Relationship]:
        return Table(
            id="relationships",
            caption=_("Relationships"),
            shape=tables.RELATIONSHIPS,
            queryset=found,
            parameters=request.GET,
            default_sort="type",
            empty_title=_("No relationship fits this filter."),
            empty_text=_("Remove the filter, or enter the relationship."),
            empty_action={"label": _("Add a relationship"), "url": url} if may_add else None,
        )

    buttons = [Button(_("Add a relationship"), url, primary=True)] if may_add else []
    return list_page(request, filterset, table, buttons=buttons, tabs=sections("relationships"))


def _find(request: Request, code: str) -> Relationship:
    visible = Relationship.objects.visible_to(request.user)
    record: Relationship = get_object_or_404(visible, code=code)
    return record


def _way(relationship: Relationship | None = None) -> list[tuple[str, str]]:
    way = [(_("Relationships"), reverse("partners:relationships"))]
    if relationship:
        way.append((str(relationship), relationship.get_absolute_url()))
    return way


def _head(request: Request, relationship: Relationship) -> Head:
    code = [relationship.code]
    history = reverse("partners:relationship_history", args=code)
    current = queries.current_milestone(relationship)
    return Head(
        record=relationship,
        title=str(relationship),
        subtitle=current.get_level_display() if current else "",
        crumbs=_way(),
        tabs=[
            Tab("overview", _("Overview"), relationship.get_absolute_url()),
            Tab("history", _("History"), history),
        ],
        buttons=_buttons(request.user, relationship),
        history_url=history,
    )


def _buttons(user: User, relationship: Relationship) -> list[Button]:
    if not user.has_perm("partners.change_relationship", relationship):
        return []
    code = [relationship.code]
    if relationship.is_set_aside:
        return [Button(_("Bring back"), reverse("partners:bring_back_relationship", args=code))]
    return [
        Button(_("Edit"), reverse("partners:change_relationship", args=code)),
        Button(_("Add a milestone"), reverse("partners:add_milestone", args=code), primary=True),
    ]


def relationship(request: Request, code: str) -> HttpResponse:
    """Show how a tie grew, step by step."""
    record = _find(request, code)
    milestones = record.milestones.order_by("-on_latest", "-pk")
    context = {
        "relationship": record,
        "milestones": milestones,
        "parties": record.parties,
        "may_change": request.user.has_perm("partners.change_relationship", record),
    }
    return record_page(
        request, "partners/relationship.html", _head(request, record), "overview", context
    )


def relationship_history(request: Request, code: str) -> HttpResponse:
    """Show who changed the tie, and the tie as it was on a day."""
    return history_page(request, _head(request, _find(request, code)))


def add_relationship(request: Request) -> HttpResponse:
    """Enter a tie."""
    require(request.user, "partners.add_relationship")
    form = RelationshipForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_relationship(by=request.user, **form.cleaned_data),
        title=_("Add a relationship"),
        way=_way(),
        intro=_("Choose two countries or two organisations; sister cities are organisations."),
        done=_("The relationship is in the register. Add its first milestone now."),
    )


def change_relationship(request: Request, code: str) -> HttpResponse:
    """Change a tie."""
    record = _find(request, code)
    require(request.user, "partners.change_relationship", record)
    form = RelationshipForm(request.POST or None, instance=record)
    aside = reverse("partners:set_aside_relationship", args=[code])
    return form_page(
        request,
        form,
        lambda: actions.change_relationship(record, by=request.user, **form.cleaned_data),
        title=_("Edit %(name)s") % {"name": record},
        way=_way(record),
        others=[Button(_("Set aside"), aside)],
    )


def set_aside_relationship(request: Request, code: str) -> HttpResponse:
    """Take a tie entered by mistake out of the register, with a reason."""
    record = _find(request, code)
    return set_aside_page(request, record, _way(record))


def bring_back_relationship(request: Request, code: str) -> HttpResponse:
    """Put a tie that was set aside back into the register."""
    record = _find(request, code)
    return bring_back_page(request, record, _way(record))


def add_milestone(request: Request, code: str) -> HttpResponse:
    """Enter a dated step of a tie."""
    record = _find(request, code)
    require(request.user, "partners.change_relationship", record)
    form = MilestoneForm(request.POST or None, instance=Milestone(relationship=record))
    return form_page(
        request,
        form,
        lambda: actions.add_milestone(record, by=request.user, **form.cleaned_data),
        title=_("Add a milestone"),
        way=_way(record),
        back=record.get_absolute_url(),
    )


def _find_milestone(request: Request, code: str, step: str) -> tuple[Relationship, Milestone]:
    record = _find(request, code)
    return record, get_object_or_404(
        Milestone.objects.select_related("relationship"), relationship=record, code=step
    )


def change_milestone(request: Request, code: str, step: str) -> HttpResponse:
    """Change a step of a tie."""
    record, milestone = _find_milestone(request, code, step)
    require(request.user, "partners.change_relationship", record)
    form = MilestoneForm(request.POST or None, instance=milestone)
    remove = reverse("partners:remove_milestone", args=[code, step])
    return form_page(
        request,
        form,
        lambda: actions.change_milestone(milestone, by=request.user, **form.cleaned_data),
        title=_("Edit a milestone"),
        way=_way(record),
        back=record.get_absolute_url(),
        others=[Button(_("Remove"), remove)],
    )


def remove_milestone(request: Request, code: str, step: str) -> HttpResponse:
    """Take back a step entered by mistake."""
    record, milestone = _find_milestone(request, code, step)
    require(request.user, "partners.change_relationship", record)
    return reason_page(
        request,
        lambda reason: actions.remove_milestone(milestone, by=request.user, reason=reason),
        title=_("Remove a milestone"),
        way=_way(record),
        back=record.get_absolute_url(),
        submit_label=_("Remove"),
        intro=str(milestone),
    )
