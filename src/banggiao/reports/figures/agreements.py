"""Figures of agreements, and of the partners they were made with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banggiao.agreements import queries as texts
from banggiao.agreements.enums import ActKind
from banggiao.agreements.models import Act, Party
from banggiao.core.dates import format_partial
from banggiao.partners.enums import OrganisationKind
from banggiao.partners.models import Organisation
from banggiao.reports.figures import cuts
from banggiao.reports.figures.dates import doubtful, end_of
from banggiao.reports.figures.shapes import Counted, Figure, Group, When

if TYPE_CHECKING:
    from banggiao.core.access import Viewer
    from banggiao.reports.figures.shapes import Period, Text

AGREEMENTS = _("agreements")
NO_COUNTRY = (
    OrganisationKind.INTERNATIONAL_ORGANISATION,
    OrganisationKind.SECRETARIAT,
    OrganisationKind.WORKING_GROUP,
    OrganisationKind.NETWORK,
)
"""Bodies of many countries, also where the register knows in which one they sit."""


def _year_after(day: dt.date) -> dt.date:
    """Give the last day of the twelve months after a day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def in_force(viewer: Any, period: Period) -> Counted:
    """Give our texts in force on the last day."""
    day = end_of(period)
    return Counted(texts.in_force_at(viewer, day), lambda: texts.may_be_in_force_at(viewer, day))


def signed(viewer: Any, period: Period) -> Counted:
    """Give our texts signed in the period."""
    days = (period.first, period.last)
    return Counted(
        texts.signed_in(viewer, *days).prefetch_related("acts"),
        lambda: texts.may_be_signed_in(viewer, *days).prefetch_related("acts"),
    )


def expiring(viewer: Any, period: Period) -> Counted:
    """Give our texts in force on the last day whose term runs out within twelve months of it."""
    last = end_of(period)
    day, until = last + dt.timedelta(days=1), _year_after(last)
    return Counted(
        texts.expiring_between(viewer, day, until),
        lambda: texts.may_expire_between(viewer, day, until),
    )


def in_preparation(viewer: Any, period: Period) -> Counted:
    """Give our texts not signed on the last day and in the register by then.

    One that was entered later may have been in talks already: nobody noted when they began.
    """
    ours = texts.our_instruments(viewer)
    last = end_of(period)
    end = dt.datetime.combine(last, dt.time.max, timezone.get_current_timezone())
    later = Q(course__is_signed=True, course__signed_earliest__gt=last)
    unsigned = Q(course__is_signed=False) | later
    known = Q(created_at__lte=end)
    may_be_later = Q(course__is_signed=True, course__signed_latest__gt=last) & (
        Q(course__signed_earliest__lte=last) | Q(course__signed_earliest__isnull=True)
    )
    return Counted(
        ours.filter(unsigned, known), lambda: ours.filter((unsigned & ~known) | may_be_later)
    )


def bilateral(viewer: Any, period: Period) -> Counted:
    """Give the bodies of other countries that are party to one of our texts in force."""
    bodies = (
        Organisation.objects.visible_to(viewer)
        .in_register()
        .filter(is_own=False, country__isnull=False)
        .exclude(country__in=cuts.own_countries())
        .exclude(kind__in=NO_COUNTRY)
    )
    counted = in_force(viewer, period)
    sure = _parties(viewer, counted.sure)

    def perhaps() -> Any:
        found = _parties(viewer, counted.perhaps)
        return bodies.filter(pk__in=found).exclude(pk__in=sure)

    return Counted(bodies.filter(pk__in=sure), perhaps)


def _parties(viewer: Viewer, found: Any) -> Any:  # the values of a subquery
    seen = Party.objects.visible_to(viewer).filter(instrument__in=found.order_by().values("pk"))
    return seen.values("organisation")


def _doubt_about_signing(period: Period) -> Q:
    acts = Act.objects.filter(doubtful("on")(period), kind=ActKind.SIGNED)
    return Q(pk__in=acts.values("instrument"))


def _signed_when(text: Any) -> When:  # with its acts prefetched
    on = next((act.on for act in text.acts.all() if act.kind == ActKind.SIGNED and act.on), None)
    return When(str(on), format_partial(on)) if on else When("", "")


def _figure(
    code: str,
    label: Text,
    meaning: Text,
    count: Callable[[Viewer, Period], Counted],
    **more: Any,
) -> Figure:
    options: dict[str, Any] = {"amount": "copies", "parts": (cuts.TEXT_KIND,), "at_end": True}
    return Figure(code, label, AGREEMENTS, meaning, count, **options | more)


TEXTS = Group(
    "agreements",
    _("Agreements and partners"),
    (
        _figure(
            "agreements_in_force",
            _("Agreements in force"),
            _("Our agreements in force on the last day; several known together count as many."),
            in_force,
        ),
        _figure(
            "agreements_signed",
            _("Agreements signed"),
            _("Our agreements signed in the period; several known together count as many."),
            signed,
            doubt=_doubt_about_signing,
            when=_signed_when,
            at_end=False,
        ),
        _figure(
            "agreements_expiring",
            _("Agreements that run out within 12 months"),
            _("Our agreements whose term runs out in the twelve months after the last day."),
            expiring,
        ),
        _figure(
            "agreements_in_preparation",
            _("Agreements in preparation"),
            _("Agreements with us as a party that were not signed on the last day."),
            in_preparation,
        ),
        Figure(
            "bilateral_partners",
            _("Bilateral partners"),
            _("partners"),
            _("Bodies of other countries with an agreement with us in force on the last day."),
            bilateral,
            parts=(cuts.COUNTRY,),
            at_end=True,
        ),
    ),
)
