"""Writes of organisations and countries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.actions import keep_unit
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core import search
from banggiao.core.errors import Refused
from banggiao.core.graphs import reaches
from banggiao.core.models import LANGUAGE_ORDER
from banggiao.core.text import normalise
from banggiao.core.writing import assign, lock, save, store
from banggiao.partners import panels
from banggiao.partners.models import Alias, Country, Organisation, Person, Succession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "country",
    "parent",
    "abbreviation",
    "website",
    "founded",
    "dissolved",
    "remark",
)


@transaction.atomic
def add_organisation(*, by: User, aliases: Iterable[str] = (), **data: Any) -> Organisation:
    """Enter an organisation. Officers and heads.

    Refused: a class above one's clearance, a parent that is set aside; and what the model forbids
    (no name, an unknown kind, dates reversed). The own body and its units also become units that
    users can belong to.
    """
    require(by, "partners.add_organisation")
    organisation = Organisation()
    assign(organisation, data, FIELDS)
    check_class(organisation.classification, by)
    _check_parent(organisation)
    organisation.is_own = is_own(organisation)
    with recorded("partners.organisation_added", organisation, by=by):
        save(organisation)
        _set_aliases(organisation, aliases)
    keep_unit_of(organisation, by)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    aliases: Iterable[str] | None = None,
    **data: Any,
) -> Organisation:
    """Change an organisation. Officers and heads who may see it.

    Refused: a stale ``version``, a class above one's clearance, a circle of parents. ``aliases``
    replaces all other names; None leaves them. What belongs to it becomes own or not own with it,
    and every room computes anew what it derived from that.
    """
    current = lock(organisation, version)
    require(by, "partners.change_organisation", current)
    was_own = current.is_own
    with recorded("partners.organisation_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        check_class(current.classification, by)
        _check_parent(current)
        current.is_own = is_own(current)
        save(current)
        if aliases is not None:
            _set_aliases(current, aliases)
    turned = keep_unit_of(current, by)
    tell_of_ownership([*turned, current.pk] if current.is_own != was_own else turned)
    return current


@transaction.atomic
def record_succession(
    older: Organisation,
    newer: Organisation,
    *,
    by: User,
    on: PartialDate | str = "",
    reason: str = "",
) -> Succession:
    """Enter that one body followed another. Officers and heads who may see both.

    Refused: a body that follows itself, also by a detour; the same succession twice.
    """
    older = lock(older)
    require(by, "partners.change_organisation", older)
    require(by, "partners.change_organisation", newer)
    check_succession(older, newer, comes_before=lambda: reaches(newer.pk, older.pk, _followers))
    with recorded("partners.succession_recorded", older, by=by, reason=reason):
        succession = Succession(older=older, newer=newer, on=on)
        store(succession)
        save(older)
    return succession


@transaction.atomic
def remove_succession(succession: Succession, *, by: User, reason: str) -> None:
    """Take back a succession entered by mistake. The log keeps it.

    Officers and heads who may see both. Refused without a reason.
    """
    older = lock(succession.older)
    require(by, "partners.change_organisation", older)
    require(by, "partners.view_organisation", succession.newer)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the succession is removed."), field="reason")
    with recorded("partners.succession_removed", older, by=by, reason=reason):
        succession.delete()
        save(older)


@transaction.atomic
def rename_country(country: Country, *, by: User, basis: str, **names: str) -> Country:
    """Give a country or territory the name the agency uses. Heads and administrators.

    ``basis`` says on what ground; without it the change is refused.
    """
    require(by, "partners.rename_country")
    if not basis.strip():
        raise Refused("basis_missing", _("Say on what ground the name is used."), field="basis")
    current = Country.objects.select_for_update().get(pk=country.pk)
    with recorded("partners.country_renamed", current, by=by, reason=basis):
        assign(
            current, {**names, "basis": basis}, ("basis", *(f"name_{o}" for o in LANGUAGE_ORDER))
        )
        save(current)
    there = Organisation.objects.filter(country=current).select_related("country")
    search.refresh(*there.prefetch_related("aliases"))
    search.refresh(*Person.objects.filter(country=current).select_related("country"))
    return current


def check_succession(
    older: Organisation, newer: Organisation, *, comes_before: Callable[[], bool]
) -> None:
    """Refuse that a body follows its own successor. ``comes_before`` walks the successions."""
    if older is not newer and older.pk != newer.pk and comes_before():
        raise Refused(
            "succession_circle",
            _("%(newer)s came before %(older)s already: a body cannot follow its own successor.")
            % {"newer": newer, "older": older},
            field="newer",
        )


def _check_parent(organisation: Organisation) -> None:
    parent = organisation.parent
    if parent is not None:
        check_parent(
            organisation,
            parent,
            circle=lambda: bool(organisation.pk) and reaches(parent.pk, organisation.pk, _parents),
        )


def check_parent(
    organisation: Organisation, parent: Organisation, *, circle: Callable[[], bool]
) -> None:
    """Refuse a parent that is set aside or below the body itself. ``circle`` walks the tree."""
    if parent.is_set_aside:
        raise Refused(
            "parent_set_aside",
            _("The body it belongs to is set aside. Choose another."),
            field="parent",
        )
    if circle():
        raise Refused(
            "parent_circle",
            _("%(parent)s belongs to %(organisation)s itself. Choose another body.")
            % {"parent": parent, "organisation": organisation},
            field="parent",
        )


def _parents(ids: set[int]) -> Iterable[int]:
    rows = Organisation.objects.filter(pk__in=ids, parent__isnull=False)
    return rows.values_list("parent_id", flat=True)


def _followers(ids: set[int]) -> Iterable[int]:
    return Succession.objects.filter(older__in=ids).values_list("newer_id", flat=True)


def is_own(organisation: Organisation) -> bool:
    """Whether it is the own body, or belongs to it."""
    own_parent = organisation.parent is not None and organisation.parent.is_own
    return own_parent or organisation.code == settings.OWN_BODY


def _set_aliases(organisation: Organisation, names: Iterable[str]) -> None:
    wanted = dict.fromkeys(name for given in names if (name := normalise(given)))
    aliases = {name: Alias(organisation=organisation, name=name) for name in wanted}
    for alias in aliases.values():
        alias.clean_fields(exclude=["organisation"])
    organisation.aliases.exclude(name__in=wanted).delete()
    present = set(organisation.aliases.values_list("name", flat=True))
    Alias.objects.bulk_create(a for name, a in aliases.items() if name not in present)


def keep_unit_of(organisation: Organisation, by: User) -> list[int]:
    """Let users belong to the own body's units, and let what belongs to it follow, logged.

    Gives the keys of the bodies below it that became own with it, or not own.
    """
    if organisation.is_own:
        names = {f"name_{o}": getattr(organisation, f"name_{o}") for o in LANGUAGE_ORDER}
        parent = organisation.parent.code if organisation.parent else ""
        keep_unit(
            organisation.code,
            names,
            parent=parent,
            abbreviation=organisation.abbreviation,
            classification=organisation.classification,
        )
    turned: list[int] = []
    for child in organisation.children.exclude(is_own=organisation.is_own):
        if is_own(child) != organisation.is_own:
            continue
        with recorded("partners.organisation_changed", child, by=by):
            child.is_own = organisation.is_own
            save(child)
        turned += [child.pk, *keep_unit_of(child, by)]
    return turned


def tell_of_ownership(turned: Sequence[int]) -> None:
    """Let each room compute anew what names bodies that became own, or no longer are."""
    if turned:
        for compute_anew in panels.OWNERSHIP:
            compute_anew(turned)
