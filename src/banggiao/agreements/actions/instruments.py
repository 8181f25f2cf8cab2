"""Writes of texts, their parties, topics and signatories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.agreements.actions.ledger import check_ledger, enter_act, keep_course
from banggiao.agreements.actions.signers import check_signer, signing_day
from banggiao.agreements.enums import ActKind
from banggiao.agreements.models import Instrument, Party, Signatory, Topic
from banggiao.agreements.queries import title_on
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, lock, save, store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate
    from banggiao.partners.models import Organisation

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "register_number",
    "in_name_of",
    "languages",
    "place_of_originals",
    "term_start",
    "term_end",
    "term_months",
    "renewal",
    "renewal_months",
    "notice_months",
    "copies",
    "remark",
)
SIGNATORY_FIELDS = ("role", "name", "person", "title", "organisation")
PARTY_FIELDS = ("first_party", "second_party")
"""Where a form asks for the parties of a new text."""


@transaction.atomic
def add_instrument(
    *,
    by: User,
    parties: Sequence[Organisation],
    topics: Iterable[str] = (),
    is_signed: bool = False,
    signed: PartialDate | str | None = None,
    place: str = "",
    **data: Any,
) -> Instrument:
    """Enter a text, and that it was signed where a day is given or ``is_signed``. Officers, heads.

    Refused: no party; a party the writer may not see; a unit of ours that may not sign
    (``not_a_signer``); a class above one's clearance; and what the model forbids. One party is
    enough: then the page says that the other is not recorded.
    """
    require(by, "agreements.add_instrument")
    instrument = Instrument()
    assign(instrument, data, FIELDS)
    check_class(instrument.classification, by)
    check_parties(parties, by)
    for number, organisation in enumerate(parties):
        field = PARTY_FIELDS[min(number, 1)]
        check_signer(organisation, by=by, signed=signed, field=field)
    with recorded("agreements.instrument_added", instrument, by=by):
        save(instrument)
        for place_of_party, organisation in enumerate(parties, 1):
            _write_party(Party(instrument=instrument, organisation=organisation), place_of_party)
        _set_topics(instrument, topics)
        if is_signed or signed:
            enter_act(instrument, ActKind.SIGNED, on=signed or None, place=place)
        keep_course(instrument)
    return instrument


@transaction.atomic
def change_instrument(
    instrument: Instrument,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    topics: Iterable[str] | None = None,
    **data: Any,
) -> Instrument:
    """Change a text. Officers and heads who may see it. ``topics`` replaces all; None leaves them.

    Refused: a stale ``version``, a class above one's clearance, a term that makes an extension
    senseless.
    """
    current = lock(instrument, version)
    require(by, "agreements.change_instrument", current)
    with recorded("agreements.instrument_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        check_class(current.classification, by)
        save(current)
        check_ledger(current, list(current.acts.all()))
        if topics is not None:
            _set_topics(current, topics)
        keep_course(current)
    return current


@transaction.atomic
def declare_status(
    instrument: Instrument, *, by: User, status: str, reason: str, version: int | None = None
) -> Instrument:
    """Say how a text stands where its acts say otherwise; both are shown. Refused: no reason."""
    current = lock(instrument, version)
    require(by, "agreements.change_instrument", current)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why it stands so."), field="declared_reason")
    with recorded("agreements.status_declared", current, by=by, reason=reason):
        assign(
            current,
            {"declared_status": status, "declared_reason": reason},
            ("declared_status", "declared_reason"),
        )
        save(current)
    return current


@transaction.atomic
def withdraw_declaration(instrument: Instrument, *, by: User, reason: str) -> Instrument:
    """Let a text stand as its acts say again. Refused: no reason, nothing declared."""
    current = lock(instrument)
    require(by, "agreements.change_instrument", current)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the declaration is withdrawn."), field="reason")
    if not current.declared_status:
        raise Refused("nothing_declared", _("No status is declared for this text."))
    with recorded("agreements.declaration_withdrawn", current, by=by, reason=reason):
        current.declared_status = current.declared_reason = ""
        save(current)
    return current


@transaction.atomic
def add_party(instrument: Instrument, *, by: User, organisation: Organisation) -> Party:
    """Enter a party of a text.

    Refused: one the writer may not see, the same twice, a unit of ours that may not sign
    (``not_a_signer``).
    """
    current = lock(instrument)
    require(by, "agreements.change_instrument", current)
    require(by, "partners.view_organisation", organisation)
    check_signer(organisation, by=by, signed=signing_day(current.acts.all()))
    with recorded("agreements.party_added", current, by=by):
        last = current.parties.order_by("-order").first()
        party = Party(instrument=current, organisation=organisation)
        _write_party(party, last.order + 1 if last else 1)
        save(current)
        keep_course(current)
    return party


@transaction.atomic
def remove_party(party: Party, *, by: User, reason: str) -> None:
    """Take back a party entered by mistake. Refused: no reason, the only party."""
    current = lock(party.instrument)
    require(by, "agreements.change_instrument", current)
    require(by, "partners.view_organisation", party.organisation)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the party is removed."), field="reason")
    if current.parties.count() == 1:
        raise party_missing()
    with recorded("agreements.party_removed", current, by=by, reason=reason):
        party.delete()
        save(current)
        keep_course(current)


@transaction.atomic
def add_signatory(instrument: Instrument, *, by: User, **data: Any) -> Signatory:
    """Enter who signed or witnessed. Name and title are taken from the person where left empty.

    Refused: a person or body the writer may not see, the same name twice in the same role.
    """
    current = lock(instrument)
    require(by, "agreements.change_instrument", current)
    signatory = Signatory(instrument=current)
    with recorded("agreements.signatory_added", current, by=by):
        _write_signatory(signatory, data, by)
        save(current)
    return signatory


@transaction.atomic
def change_signatory(
    signatory: Signatory, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> Signatory:
    """Change who signed or witnessed. ``version`` is the text's. Refusals as in `add_signatory`."""
    instrument = lock(signatory.instrument, version)
    require(by, "agreements.change_instrument", instrument)
    with recorded("agreements.signatory_changed", instrument, by=by, reason=reason):
        current = Signatory.objects.select_for_update(of=("self",)).get(pk=signatory.pk)
        _write_signatory(current, data, by)
        save(instrument)
    return current


@transaction.atomic
def remove_signatory(signatory: Signatory, *, by: User, reason: str) -> None:
    """Take back a signatory entered by mistake; the log keeps it. Refused without a reason."""
    current = lock(signatory.instrument)
    require(by, "agreements.change_instrument", current)
    if not reason.strip():
        raise Refused("reason_missing", _("Say why the signatory is removed."), field="reason")
    with recorded("agreements.signatory_removed", current, by=by, reason=reason):
        signatory.delete()
        save(current)


def check_parties(parties: Sequence[Organisation], by: User) -> None:
    """Refuse a text without a party, and a party the writer may not see."""
    if not parties:
        raise party_missing()
    for organisation in parties:
        require(by, "partners.view_organisation", organisation)


def party_missing() -> Refused:
    """Give the refusal of a text without any party."""
    return Refused("party_missing", _("A text has at least one party."), field="first_party")


def _write_party(party: Party, order: int) -> None:
    party.order = order
    store(party)


def _write_signatory(signatory: Signatory, data: dict[str, Any], by: User) -> None:
    assign(signatory, data, SIGNATORY_FIELDS)
    person = signatory.person
    require(by, "partners.view_person", person)
    require(by, "partners.view_organisation", signatory.organisation)
    if person is not None:
        signatory.name = signatory.name or person.name
        if not signatory.title:
            post = title_on(person, signatory.instrument, by)
            signatory.title = str(post) if post else ""
            if post and signatory.organisation is None:
                signatory.organisation = post.organisation
    store(signatory)


def _set_topics(instrument: Instrument, topics: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(topics))
    instrument.topics.exclude(name__in=wanted).delete()
    present = set(instrument.topics.values_list("name", flat=True))
    for name in wanted:
        if name not in present:
            topic = Topic(instrument=instrument, name=name)
            store(topic)
