"""Writes of documents and their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.text import normalise
from banggiao.core.writing import assign, lock, save, store
from banggiao.documents import files
from banggiao.documents.enums import DocumentKind, Secrecy
from banggiao.documents.models import Document, Issuer, Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

    from banggiao.accounts.models import User

FIELDS = (
    "code",
    "classification",
    "name_vi",
    "name_en",
    "name_ja",
    "name_native",
    "kind",
    "number",
    "issued",
    "language",
    "address",
    "keeper",
    "remark",
)

STUB_FIELDS = ("code", "classification", "kind", "number", "issued", "keeper")
"""What may be noted of a state secret. Its title is made here."""

LEVELS = {
    Secrecy.SECRET: "Mật",
    Secrecy.TOP_SECRET: "Tối mật",
    Secrecy.UTMOST_SECRET: "Tuyệt mật",
}

type Issuers = Iterable[tuple[str, str]]
"""Who issued a document: name as printed, code in the register or empty."""


@transaction.atomic
def add_document(*, by: User, issuers: Issuers = (), **data: Any) -> Document:
    """Enter a paper that is no state secret. Officers, heads and clerks.

    Refused: a class above one's clearance, an unknown kind, no title.
    """
    require(by, "documents.add_document")
    document = Document()
    assign(document, data, FIELDS)
    check_class(document.classification, by)
    with recorded("documents.document_added", document, by=by):
        save(document)
        _set_issuers(document, issuers)
    return document


@transaction.atomic
def keep_stub(*, by: User, secrecy: str, number: str, keeper: str, **data: Any) -> Document:
    """Note that a state secret exists: number, date, level and keeper, nothing of its content.

    Officers, heads and clerks. The title is made here from level and number, so that nobody types
    a secret. Refused: no level, no number, no keeper, a class above one's clearance. Law
    117/2025/QH15 forbids to store such a paper on a machine in a network.
    """
    require(by, "documents.add_document")
    document = Document(kind=DocumentKind.OTHER)
    _fill_stub(document, secrecy, {**data, "number": number, "keeper": keeper}, by)
    with recorded("documents.stub_kept", document, by=by):
        save(document)
    return document


@transaction.atomic
def change_stub(
    document: Document,
    *,
    by: User,
    secrecy: str,
    version: int | None = None,
    reason: str = "",
    **data: Any,
) -> Document:
    """Correct what is noted of a state secret; its title follows. Rights and refusals as above.

    Refused also: a stale ``version``, a document that is no state secret.
    """
    current = lock(document, version)
    require(by, "documents.change_document", current)
    if not current.is_secret:
        raise Refused("not_a_secret", _("This document is no state secret. Edit it as usual."))
    with recorded("documents.document_changed", current, by=by, reason=reason):
        _fill_stub(current, secrecy, data, by)
        save(current)
    return current


def _fill_stub(document: Document, secrecy: str, data: dict[str, Any], by: User) -> None:
    if secrecy not in LEVELS:
        raise Refused("level_missing", _("Choose the level of secrecy."), field="secrecy")
    assign(document, data, STUB_FIELDS)
    if not document.number:
        raise Refused("number_missing", _("Give the number of the paper."), field="number")
    if not document.keeper:
        raise Refused("keeper_missing", _("Say who keeps the paper."), field="keeper")
    check_class(document.classification, by)
    document.secrecy = secrecy
    document.name_vi = f"Văn bản {LEVELS[Secrecy(secrecy)]} số {document.number}"


@transaction.atomic
def change_document(
    document: Document,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    issuers: Issuers | None = None,
    **data: Any,
) -> Document:
    """Change a paper. Officers, heads and clerks who may see it.

    Refused: a stale ``version``, a class above one's clearance, the stub of a state secret
    (`change_stub` takes the little that may stand there). ``issuers`` replaces all; None leaves
    them.
    """
    current = lock(document, version)
    require(by, "documents.change_document", current)
    check_open(current)
    with recorded("documents.document_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        check_class(current.classification, by)
        save(current)
        if issuers is not None:
            _set_issuers(current, issuers)
    return current


def check_open(document: Document) -> None:
    """Refuse to write title, issuer or remark on the stub of a state secret."""
    if document.is_secret:
        raise Refused(
            "secret_not_a_stub",
            _("Of a state secret only number, date, level and keeper may stand here."),
        )


@transaction.atomic
def add_version(
    document: Document, upload: UploadedFile[Any], *, by: User, remark: str = ""
) -> Version:
    """Add a file to a paper as its next version. Officers, heads and clerks who may see it.

    Refused: any file on the stub of a state secret; the same file twice in a row; and what
    `files.keep` refuses (empty, too large, a type that is not kept or is a false one, a full
    disk). ``remark`` says what is new in it.
    """
    current = lock(document)
    require(by, "documents.change_document", current)
    if current.is_secret:
        raise Refused(
            "secret_has_no_file",
            _("This is a state secret: its file must not be stored here. Keep the paper."),
            field="file",
        )
    kept = files.keep(upload)
    last = current.versions.order_by("-number").first()
    if last and last.sha256 == kept.sha256:
        raise Refused("same_file", _("This file is the latest version already."), field="file")
    with recorded("documents.version_added", current, by=by, reason=remark):
        version = Version(
            document=current,
            number=last.number + 1 if last else 1,
            filename=normalise(upload.name or "")[-200:],
            media_type=kept.media_type,
            size=kept.size,
            sha256=kept.sha256,
            added_by=by.full_name,
            remark=normalise(remark),
        )
        store(version)
        save(current)
    return version


def _set_issuers(document: Document, issuers: Issuers) -> None:
    wanted = wanted_issuers(issuers)
    document.issuers.exclude(name__in=wanted).delete()
    present = {issuer.name: issuer for issuer in document.issuers.all()}
    for name, code in wanted.items():
        issuer = present.get(name) or Issuer(document=document, name=name)
        if issuer._state.adding or issuer.code != code:
            issuer.code = code
            store(issuer)


def wanted_issuers(issuers: Issuers) -> dict[str, str]:
    """Give the code of each issuer by the name as it is stored, each name once."""
    return {name: code for given, code in issuers if (name := normalise(given))}
