"""Where a block may be pasted, and what its pages say there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.accounts.rules import require
from banggiao.activities.models import Activity
from banggiao.exchange.enums import PARTICIPANTS, Kind
from banggiao.exchange.rules import RIGHTS
from banggiao.plans.models import Plan

if TYPE_CHECKING:
    from banggiao.core.htmx import Request


@dataclass(frozen=True, slots=True)
class Place:
    """What is pasted into: a plan, the people of an activity, or the partners (``into`` None)."""

    kind: str
    into: Plan | Activity | None
    title: str
    intro: str
    way: tuple[tuple[str, str], ...]
    name: str

    @property
    def code(self) -> list[str]:
        """What stands in the addresses."""
        return [self.into.code] if self.into else []

    @property
    def url(self) -> str:
        """The page on which one pastes."""
        return reverse(f"exchange:{self.name}", args=self.code)

    @property
    def back(self) -> str:
        """The page of what was pasted into."""
        return self.way[-1][1]

    @property
    def lowest(self) -> int:
        """The lowest class that what is added may have."""
        return self.into.classification if isinstance(self.into, Plan) else 0

    def done_url(self, step: str, *, takes_back: bool = False) -> str:
        """The page of what was added in a step of the log, or the one that takes it back."""
        name = f"take_back_{self.name}" if takes_back else f"{self.name}_done"
        return reverse(f"exchange:{name}", args=[*self.code, step])

    def counted(self, number: int) -> str:
        """Say how many rows were added."""
        sentences = {
            Kind.PLAN: ngettext(
                "%(number)s line was added.", "%(number)s lines were added.", number
            ),
            PARTICIPANTS: ngettext(
                "%(number)s person was added.", "%(number)s people were added.", number
            ),
        }
        other = ngettext("%(number)s partner was added.", "%(number)s partners were added.", number)
        return sentences.get(self.kind, other) % {"number": number}


def plan_place(request: Request, code: str) -> Place:
    """Find the plan that lines are pasted into, among those the reader may see."""
    plan: Plan = get_object_or_404(Plan.objects.visible_to(request.user), code=code)
    require(request.user, RIGHTS[Kind.PLAN])
    return Place(
        Kind.PLAN.value,
        plan,
        _("Paste lines of the plan"),
        _("Each row becomes a line of “%(name)s”.") % {"name": plan},
        ((_("Year plan"), reverse("plans:plans")), (str(plan), plan.get_absolute_url())),
        "paste_lines",
    )


def activity_place(request: Request, code: str) -> Place:
    """Find the activity that people are pasted into, among those the reader may see."""
    activity: Activity = get_object_or_404(Activity.objects.visible_to(request.user), code=code)
    require(request.user, RIGHTS[PARTICIPANTS], activity)
    home = (_("Activities"), reverse("activities:activities"))
    return Place(
        PARTICIPANTS,
        activity,
        _("Paste who takes part"),
        _("Each row becomes somebody who takes part in “%(name)s”.") % {"name": activity},
        (home, (str(activity), activity.get_absolute_url())),
        "paste_participants",
    )


def partners_place(request: Request) -> Place:
    """Give the register of partners as a place to paste into."""
    require(request.user, RIGHTS[Kind.ORGANISATIONS])
    return Place(
        Kind.ORGANISATIONS.value,
        None,
        _("Paste partners"),
        _("Each row becomes a partner of the register."),
        ((_("Partners"), reverse("partners:organisations")),),
        "paste_partners",
    )


def place_of(request: Request, what: str, **codes: Any) -> Place:
    """Find the place that an address names."""
    if what == PARTICIPANTS:
        return activity_place(request, codes["code"])
    return plan_place(request, codes["code"]) if what == Kind.PLAN else partners_place(request)
