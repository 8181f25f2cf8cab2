"""The columns of the rules of the path, for the page and the exported file alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from banggiao.agreements.enums import InNameOf, InstrumentKind
from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.enums import words_for
from banggiao.core.tables import Column
from banggiao.partners.enums import OrganisationKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from banggiao.agreements.models import PathStep, SigningRule

KIND = words_for(InstrumentKind)
NAME = words_for(InNameOf)
UNIT = words_for(OrganisationKind)


def path_steps(*, may_write: bool) -> tuple[Column[PathStep], ...]:
    """Give the columns of the steps; whoever may change one gets there by its name."""
    return (
        Column(
            "name",
            gettext_lazy("Step"),
            str,
            sort=("sort_key",),
            url=_url("change_path_step", may_write=may_write),
        ),
        Column(
            "place",
            gettext_lazy("Order"),
            lambda s: str(s.place),
            sort=("place",),
            numeric=True,
            value=lambda s: s.place,
        ),
        Column("for", gettext_lazy("Applies to"), _for_whom),
        Column("asks", gettext_lazy("What it asks"), _asks, hide_on_phone=True),
        Column("basis", gettext_lazy("Basis"), lambda s: s.basis, sub=_validity),
        Column("confirmed", gettext_lazy("Confirmed by"), _confirmed, hide_on_phone=True),
    )


def signing_rules(*, may_write: bool) -> tuple[Column[SigningRule], ...]:
    """Give the columns of the rules of who signs."""
    return (
        Column(
            "kind",
            gettext_lazy("Kind of unit"),
            lambda r: UNIT(r.kind),
            sort=("kind", "words"),
            url=_url("change_signing_rule", may_write=may_write),
        ),
        Column(
            "words",
            gettext_lazy("Name begins with"),
            lambda r: r.words or _("any name"),
            sort=("words",),
        ),
        Column(
            "may",
            gettext_lazy("May sign"),
            lambda r: pgettext("may sign", "yes") if r.may_sign else pgettext("may sign", "no"),
        ),
        Column("basis", gettext_lazy("Basis"), lambda r: r.basis, sub=_validity),
        Column("confirmed", gettext_lazy("Confirmed by"), _confirmed, hide_on_phone=True),
    )


def _url(name: str, *, may_write: bool) -> Callable[[Any], str]:
    return lambda rule: reverse(f"agreements:{name}", args=[rule.code]) if may_write else ""


def _confirmed(rule: Any) -> str:
    return str(rule.confirmed_by or _("nobody yet"))


def _for_whom(step: PathStep) -> str:
    names = [NAME(name) for name in step.names.split()]
    kinds = [KIND(kind) for kind in step.kinds.split()]
    return "; ".join([*names, *kinds]) or _("all texts")


def _asks(step: PathStep) -> str:
    asked = []
    if step.reads:
        asked.append(_("read from the ledger"))
    if step.needs_paper:
        asked.append(_("a paper"))
    if step.may_be_skipped:
        asked.append(_("may be skipped"))
    if step.repeats:
        asked.append(_("several times"))
    return "; ".join(asked)


def _validity(rule: Any) -> str:
    if rule.valid_from and rule.valid_until:
        words = _("from %(first)s to %(last)s")
    elif rule.valid_from:
        words = _("from %(first)s")
    elif rule.valid_until:
        words = _("until %(last)s")
    else:
        return ""
    return words % {"first": _day(rule.valid_from), "last": _day(rule.valid_until)}


def _day(day: dt.date | None) -> str:
    return format_partial(PartialDate.parse(day.isoformat())) if day else ""
