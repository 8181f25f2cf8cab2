"""Writes of the wording of a text: versions, and which clauses say the same in two languages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.agreements.models import Clause, Equivalence, Instrument, Text, Version
from banggiao.agreements.models.versions import CLAUSES
from banggiao.agreements.queries.versions import lineage_of, nodes_of, pair, used_wids
from banggiao.agreements.texts.matching import matched, matched_by_place, settled
from banggiao.agreements.texts.tree import folded, joined
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.writing import assign, free_code, lock, save, store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.agreements.texts.tree import Node
    from banggiao.documents.models import Document

FIELDS = ("classification", "kind", "name", "made", "before", "remark")


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to be stored, split into its clauses. ``findings`` are what was said on reading it.

    ``wids`` says which clause each eid is, where that is known and need not be found out.
    """

    language: str
    nodes: Sequence[Node]
    is_authentic: bool = False
    document: Document | None = None
    findings: Sequence[str] = ()
    wids: Mapping[str, str] | None = None


@transaction.atomic
def add_version(
    instrument: Instrument, *, by: User, texts: Sequence[NewText], **data: Any
) -> Version:
    """Enter how a text reads: a draft, a proposal, what was agreed or signed. Officers, heads.

    Clauses are known again: in the language of the version ``before`` by their words, in the others
    by their place. Refused: no text, one without clauses or with too many, a language that comes
    twice, a version before it that is neither of this text nor of one it follows.
    """
    lock(instrument)
    require(by, "agreements.change_instrument", instrument)
    version = Version(instrument=instrument, number=_next_number(instrument))
    assign(version, data, FIELDS)
    check_class(version.classification, by)
    _check_before(instrument, version.before, by)
    _check_texts(texts)
    version.code = free_code(Version, f"{instrument.code}-v{version.number}")
    with recorded("agreements.version_added", version, by=by, about=instrument):
        save(version)
        wids = identities(instrument, version.before, texts)
        for text in texts:
            _store(version, text, wids[text.language])
    return version


@transaction.atomic
def change_version(
    record: Version, *, by: User, version: int | None = None, reason: str = "", **data: Any
) -> Version:
    """Change what is said about a version. Its words stay: other words are another version."""
    current = lock(record, version)
    require(by, "agreements.change_version", current)
    with recorded(
        "agreements.version_changed", current, by=by, reason=reason, about=current.instrument
    ):
        assign(current, data, ("classification", "kind", "name", "made", "remark"))
        check_class(current.classification, by)
        save(current)
    return current


@transaction.atomic
def mark_equivalent(version: Version, *, by: User, wid: str, languages: tuple[str, str]) -> None:
    """Put one's name to it that a clause says the same in two languages of a version.

    Refused: the clause is not in both. Marked already: nothing changes.
    """
    current = lock(version)
    require(by, "agreements.change_version", current)
    first, second = pair(*languages)
    there = Clause.objects.filter(text__version=current, wid=wid)
    if first == second or there.filter(text__language__in=(first, second)).count() < 2:
        raise Refused("clause_missing", _("This clause is not in both languages."))
    with recorded("agreements.clause_equivalent", current, by=by, about=current.instrument):
        Equivalence.objects.get_or_create(
            version=current,
            wid=wid,
            first=first,
            second=second,
            defaults={"by": by, "at": timezone.now()},
        )


@transaction.atomic
def unmark_equivalent(version: Version, *, by: User, wid: str, languages: tuple[str, str]) -> None:
    """Take back that a clause says the same in two languages."""
    current = lock(version)
    require(by, "agreements.change_version", current)
    first, second = pair(*languages)
    with recorded("agreements.clause_not_equivalent", current, by=by, about=current.instrument):
        Equivalence.objects.filter(version=current, wid=wid, first=first, second=second).delete()


def identities(
    instrument: Instrument, before: Version | None, texts: Sequence[NewText]
) -> dict[str, dict[str, str]]:
    """Give for each language the wid of each eid, of texts that come after ``before``.

    The first text that ``before`` has in the same language is matched by its words; every other
    one follows the text beside it by place.
    """
    taken = used_wids(instrument)
    given: dict[str, dict[str, str]] = {}
    earlier = {text.language: text for text in before.texts.all()} if before else {}
    base = next((text for text in texts if text.language in earlier), texts[0])
    for text in [base, *(text for text in texts if text is not base)]:
        if text.wids is not None:
            given[text.language] = dict(text.wids)
            taken |= set(text.wids.values())
            continue
        if text.language in earlier:
            nodes, wids = nodes_of(earlier[text.language])
            matches = matched(nodes, wids, text.nodes)
        elif text is base:
            matches = matched((), {}, text.nodes)
        else:
            matches = matched_by_place(base.nodes, given[base.language], text.nodes)
        given[text.language] = settled(matches, taken)
        taken |= set(given[text.language].values())
    return given


def _next_number(instrument: Instrument) -> int:
    last: int | None = instrument.versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _check_before(instrument: Instrument, before: Version | None, by: User) -> None:
    if before is None:
        return
    seen = Version.objects.visible_to(by).filter(pk=before.pk).exists()
    if before.instrument_id not in lineage_of(instrument) or not seen:
        raise Refused(
            "foreign_version",
            _("The version before it must be of this agreement, or of one that it follows."),
            field="before",
        )


def _check_texts(texts: Sequence[NewText]) -> None:
    if not texts:
        raise Refused("text_missing", _("Give the text in one language at least."))
    languages = sorted(text.language for text in texts)
    if any(one == other for one, other in pairwise(languages)):
        raise Refused("language_twice", _("Give each language once."))
    for text in texts:
        if not text.nodes:
            raise Refused("text_empty", _("The text has no words. Choose another file."))
        if len(text.nodes) > CLAUSES:
            most = ngettext_lazy(
                "A text may have %(n)s clause.", "A text may have %(n)s clauses.", CLAUSES
            )
            raise Refused("text_too_long", most % {"n": CLAUSES})


def _store(version: Version, new: NewText, wids: Mapping[str, str]) -> None:
    text = Text(
        version=version,
        language=new.language,
        is_authentic=new.is_authentic,
        document=new.document,
        fingerprint=fingerprint(new.nodes),
        findings="\n".join(str(finding) for finding in new.findings),
    )
    store(text)
    rows = [
        Clause(
            text=text,
            order=order,
            eid=node.eid,
            wid=wids[node.eid],
            kind=node.kind,
            num=node.num,
            printed=node.printed,
            heading=node.heading,
            body=node.text,
            parent=node.parent,
        )
        for order, node in enumerate(new.nodes, 1)
    ]
    for row in rows:
        row.clean_fields(exclude=("text",))
    Clause.objects.bulk_create(rows)


def fingerprint(nodes: Sequence[Node]) -> str:
    """Give the SHA-256 of all words of a text, white space folded: what was sent or signed."""
    return hashlib.sha256(folded(joined(nodes)).encode()).hexdigest()
