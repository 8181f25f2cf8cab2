"""Many documents, or many sources, at once: what imports and the demo go through.

The same rights, rules and constraints as the single actions; the shared steps are in
`accounts.bulk`. All or nothing: `RowsRefused` carries every error of every row. Idempotent: what is
in the register already, word for word, is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from banggiao.accounts.bulk import (
    SIZE,
    Drafts,
    Imported,
    Outcome,
    Problems,
    clean,
    delete,
    finish,
    found,
    given,
    hold,
    hold_all,
    insert,
    judged_by_database,
    not_found,
    one_import,
    update,
)
from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import Change, record_changes
from banggiao.audit.snapshots import snapshot
from banggiao.core.models import Record
from banggiao.core.references import Reference
from banggiao.core.writing import assign
from banggiao.documents.actions import citations, papers
from banggiao.documents.models import Citation, Document, Issuer
from banggiao.documents.queries import find_citing, record_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.bulk import Draft
    from banggiao.accounts.models import User

    One = Draft[Document]

COLUMNS = tuple(name for name in papers.FIELDS if name != "code")
CITED = ("place", "told_by", "told_on", "remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document. Without a code it is always a new one, and a readable code is made.

    None says that the column was not given. ``issuers`` replaces all: name as printed, and code in
    the register or empty.
    """

    code: str = ""
    kind: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    number: str | None = None
    issued: str | None = None
    language: str | None = None
    address: str | None = None
    keeper: str | None = None
    remark: str | None = None
    classification: int | None = None
    issuers: Sequence[tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """A source of a record, or of a part with a code of its own such as a milestone.

    Either ``document``, a code, or ``told_by``.
    """

    about_type: str
    about_code: str
    document: str = ""
    place: str = ""
    told_by: str = ""
    told_on: str = ""
    remark: str = ""


def import_documents(rows: Sequence[DocumentRow], *, by: User, reason: str = "") -> Imported:
    """Enter or change many documents. Officers, heads and clerks who may see those there already.

    Refused, with all errors of all rows: a code twice, and what `add_document` and
    `change_document` refuse. Files are handed in one by one, and so are stubs of state secrets.
    ``reason`` stands in the log of each.
    """
    require(by, "documents.add_document")
    with one_import() as problems:
        drafts = Drafts(Document, by, problems, _load_parts)
        drafts.open(rows)
        for draft in drafts.all:
            with problems.of(draft.number):
                papers.check_open(draft.record)
            assign(draft.record, given(draft.row, COLUMNS), papers.FIELDS)
            with problems.of(draft.number, "classification"):
                check_class(draft.record.classification, by)
        drafts.give_codes()
        issuers = {id(draft): _plan_issuers(draft, problems) for draft in drafts.all}
        finish(drafts)
        problems.stop()
        changed = drafts.write()
        _write_issuers(changed, issuers)
        return drafts.log("documents.documents_imported", changed, reason=reason)


def _load_parts(documents: Sequence[Document]) -> None:
    hold_all(documents, "issuers")
    hold_all(documents, "versions")


def _plan_issuers(draft: One, problems: Problems) -> list[Issuer]:
    """Give the issuers as they will stand; one that is there keeps its row."""
    stored = [] if draft.is_new else list(draft.record.issuers.all())
    if draft.row.issuers is None:
        return stored
    present = {issuer.name: issuer for issuer in stored}
    kept: list[Issuer] = []
    for name, code in papers.wanted_issuers(draft.row.issuers).items():
        issuer = present.get(name) or Issuer(document=draft.record, name=name)
        draft.parts_changed |= issuer._state.adding or issuer.code != code
        issuer.code = code
        with problems.of(draft.number, "issuers"):
            clean(issuer)
        kept.append(issuer)
    draft.parts_changed |= len(kept) < len(stored)
    return kept


def _write_issuers(changed: Sequence[One], issuers: dict[int, list[Issuer]]) -> None:
    gone: list[int] = []
    for draft in changed:
        stored = set() if draft.is_new else {i.pk for i in draft.record.issuers.all()}
        gone += stored - {issuer.pk for issuer in issuers[id(draft)]}
    for some in batched(gone, SIZE):
        Issuer.objects.filter(pk__in=some).delete()
    written = [issuer for draft in changed for issuer in issuers[id(draft)]]
    update([issuer for issuer in written if issuer.pk])
    insert([issuer for issuer in written if not issuer.pk])
    for draft in changed:
        hold(draft.record, "issuers", issuers[id(draft)])
        if draft.is_new:
            hold(draft.record, "versions", [])


def import_citations(rows: Sequence[CitationRow], *, by: User, reason: str = "") -> Imported:
    """Enter many sources. Whoever may change what cites and see the document.

    Refused, with all errors of all rows: what `cite` refuses, what one may not see (not found), the
    same row twice. A source that is in the register is left alone; none is changed or removed. One
    event a source with the ``reason``, told on the page of its record as `cite` does.
    """
    with one_import() as problems:
        places = _Places(rows, by)
        entered: dict[str, tuple[int, Citation]] = {}
        for number, row in enumerate(rows, 1):
            citation = places.read(number, row, problems)
            if citation and citation.code in entered:
                problems.add(number, "", _("This source stands in an earlier row already."))
            elif citation:
                entered[citation.code] = number, citation
        problems.stop()
        there = found(Citation.objects.all(), "code", entered)
        new = [pair for code, pair in entered.items() if code not in there]
        with judged_by_database(new, problems):
            insert([citation for _number, citation in new])
        action = "documents.sources_imported"
        changes = [
            Change(action, one, None, snapshot(one), places.record_behind(one)) for _n, one in new
        ]
        record_changes(changes, by=by, reason=reason)
        outcomes = (Outcome.UNCHANGED if code in there else Outcome.ADDED for code in entered)
        return Imported(len(new), 0, len(there), tuple(entered), tuple(outcomes))


def remove_citations(codes: Sequence[str], *, by: User, reason: str) -> int:
    """Take back many sources, as when an import is taken back; gives how many there were.

    Whoever may change what cites and see the document. Refused, with all errors, the row counting
    the codes: what `remove_citation` refuses. One event a source.
    """
    citations.need_reason(reason)
    with one_import() as problems:
        query = Citation.objects.select_for_update(of=("self",)).select_related("document")
        stored = found(query, "code", codes)
        places = _Places([_row_of(citation) for citation in stored.values()], by)
        for number, code in enumerate(codes, 1):
            with problems.of(number):
                places.check_leaving(stored.get(code))
        problems.stop()
        action = "documents.source_removed"
        changes = [
            Change(action, one, snapshot(one), None, places.record_behind(one))
            for one in stored.values()
        ]
        record_changes(changes, by=by, reason=reason)
        delete(stored.values())
        return len(stored)


def _row_of(citation: Citation) -> CitationRow:
    document = citation.document.code if citation.document else ""
    return CitationRow(
        about_type=citation.about_type, about_code=citation.about_code, document=document
    )


class _Places:
    """What the rows name, fetched at once, and whether the writer may write there."""

    def __init__(self, rows: Sequence[CitationRow], by: User) -> None:
        self.by = by
        seen = Document.objects.visible_to(by).select_for_update(of=("self",))
        self.documents: dict[str, Document] = found(seen, "code", (row.document for row in rows))
        self.citing: dict[Reference, models.Model] = {}
        wanted = dict.fromkeys((row.about_type, row.about_code) for row in rows)
        for some in batched(wanted, SIZE):
            self.citing |= find_citing(some, by)
        self.allowed: set[Reference] = set()

    def record_behind(self, citation: Citation) -> Record:
        """Give the record on whose page the source is told."""
        return record_of(self.citing[citation.about_type, citation.about_code])

    def _require_change(self, reference: Reference) -> None:
        """Ask for the right to change what cites, once a record."""
        if reference not in self.allowed:
            citations.require_change(record_of(self.citing[reference]), self.by)
            self.allowed.add(reference)

    def check_leaving(self, citation: Citation | None) -> None:
        """Refuse to remove a source that is not there, as far as the writer may know."""
        if citation is None or (citation.about_type, citation.about_code) not in self.citing:
            raise citations.source_gone()
        if citation.document and citation.document.code not in self.documents:
            raise citations.source_gone()
        self._require_change((citation.about_type, citation.about_code))

    def read(self, number: int, row: CitationRow, problems: Problems) -> Citation | None:
        """Make the citation of a row; None where something is wrong, which is then noted."""
        reference = (row.about_type, row.about_code)
        citing, document = self.citing.get(reference), self.documents.get(row.document)
        if citing is None:
            problems.add(number, "about_code", not_found(row.about_code))
        if row.document and document is None:
            problems.add(number, "document", not_found(row.document))
        if citing is None or (row.document and document is None):
            return None
        before = len(problems.errors)
        citation = Citation(about_type=row.about_type, about_code=row.about_code)
        with problems.of(number, "about_code"):
            self._require_change(reference)
        with problems.of(number):
            assign(citation, {n: getattr(row, n) for n in CITED} | {"document": document}, FIELDS)
            if document is not None:
                citations.check_document(document, reference, self.by)
            clean_source(citation)
        return citation if len(problems.errors) == before else None


FIELDS = citations.FIELDS


def clean_source(citation: Citation) -> None:
    """Check the fields as `cite` does, and give the code that follows from them."""
    citation.code = "waiting"
    clean(citation)
    citation.code = citation.code_of_content()
