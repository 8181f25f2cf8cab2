"""Pages of the rules of the path: its steps, and which units may sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require
from banggiao.agreements import tables_path as tables
from banggiao.agreements.actions import path_rules as actions
from banggiao.agreements.forms.path import PathStepForm, SigningRuleForm
from banggiao.agreements.models import PathStep, SigningRule
from banggiao.agreements.views.navigation import home, sections
from banggiao.core.exports import export
from banggiao.core.htmx import render
from banggiao.core.pages import Button, crumbs, form_page
from banggiao.core.tables import Table

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from banggiao.core.htmx import Request

KEEP = "agreements.keep_rules"


def path_steps(request: Request) -> HttpResponseBase:
    """List the steps of the path. Everybody may look; heads and administrators change."""
    may_write = request.user.has_perm(KEEP)
    table: Table[PathStep] = Table(
        id="path-steps",
        caption=_("Steps of the path"),
        shape=tables.path_steps(may_write=may_write),
        queryset=PathStep.objects.all(),
        parameters=request.GET,
        default_sort="place",
    )
    intro = _(
        "Through which steps a text goes, by its kind and by the name in which it is signed. Each"
        " rule names its basis; the agency confirms it."
    )
    add = Button(_("Add a step"), reverse("agreements:add_path_step"), primary=True)
    return _rules(request, table, "path_steps", intro, [add] if may_write else [])


def signing_rules(request: Request) -> HttpResponseBase:
    """List which units may sign. Everybody may look; heads and administrators change."""
    may_write = request.user.has_perm(KEEP)
    table: Table[SigningRule] = Table(
        id="signing-rules",
        caption=_("Who may sign"),
        shape=tables.signing_rules(may_write=may_write),
        queryset=SigningRule.objects.all(),
        parameters=request.GET,
        default_sort="kind",
    )
    intro = _(
        "Which units of the own body may be a party to a text. The rule with the longest words of"
        " the unit’s name decides; where none fits, nothing is refused."
    )
    add = Button(_("Add a rule"), reverse("agreements:add_signing_rule"), primary=True)
    return _rules(request, table, "signing_rules", intro, [add] if may_write else [])


def _rules(
    request: Request, table: Table[Any], active: str, intro: str, buttons: list[Button]
) -> HttpResponseBase:
    context = {
        "title": table.caption,
        "table": table,
        "intro": intro,
        "buttons": buttons,
        "tabs": sections(active),
    }
    page = context | crumbs([home()])
    return export(request, table) or render(request, "agreements/path_rules.html", page)


def _way(name: str) -> list[tuple[str, str]]:
    titles = {"path_steps": _("Steps of the path"), "signing_rules": _("Who may sign")}
    return [home(), (titles[name], reverse(f"agreements:{name}"))]


def add_path_step(request: Request) -> HttpResponse:
    """Enter one more step of the path."""
    require(request.user, KEEP)
    form = PathStepForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_path_step(by=request.user, **form.cleaned_data),
        title=_("Add a step"),
        way=_way("path_steps"),
    )


def change_path_step(request: Request, code: str) -> HttpResponse:
    """Change a step, its basis, or who confirmed it."""
    record = get_object_or_404(PathStep, code=code)
    require(request.user, KEEP)
    form = PathStepForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_path_step(record, by=request.user, **form.cleaned_data),
        title=_("The step “%(name)s”") % {"name": record},
        way=_way("path_steps"),
        intro=_(
            "If the law changed, give this step the day it held until and enter a new one: texts"
            " signed before keep the rules of their day."
        ),
    )


def add_signing_rule(request: Request) -> HttpResponse:
    """Enter whether units of a kind may sign."""
    require(request.user, KEEP)
    form = SigningRuleForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_signing_rule(by=request.user, **form.cleaned_data),
        title=_("Add a rule"),
        way=_way("signing_rules"),
    )


def change_signing_rule(request: Request, code: str) -> HttpResponse:
    """Change whether units of a kind may sign, or who confirmed it."""
    record = get_object_or_404(SigningRule, code=code)
    require(request.user, KEEP)
    form = SigningRuleForm(request.POST or None, instance=record)
    return form_page(
        request,
        form,
        lambda: actions.change_signing_rule(record, by=request.user, **form.cleaned_data),
        title=_("The rule “%(name)s”") % {"name": record},
        way=_way("signing_rules"),
    )
