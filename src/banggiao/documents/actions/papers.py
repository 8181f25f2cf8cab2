"""Writes of documents and their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.records import check_class
from banggiao.accounts.rules import require
from banggiao.audit.actions import recorded
from banggiao.core.errors import Refused
from banggiao.core.text import normalise
from banggiao.core.writing import assign, lock, save
from banggiao.documents import files
from banggiao.documents.enums import Secrecy
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
    a secret. Refused: no level, no number, no keeper. Law 117/2025/QH15 forbids to store such a
    paper on a machine in a network.
    """
    require(by, "documents.add_document")
    if not secrecy or secrecy not in Secrecy.values:
        raise Refused("level_missing", _("Choose the level of secrecy."), field="secrecy")
    if not number.strip():
        raise Refused("number_missing", _("Give the number of the paper."), field="number")
    document = Document(secrecy=secrecy)
    title = f"Văn bản {LEVELS[Secrecy(secrecy)]} số {normalise(number)}"
    assign(document, {**data, "number": number, "keeper": keeper, "name_vi": title}, FIELDS)
    check_class(document.classification, by)
    with recorded("documents.stub_kept", document, by=by):
        save(document)
    return document


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

    Refused: a stale ``version``, a class above one's clearance, an address on the stub of a secret.
    ``issuers`` replaces all; None leaves them.
    """
    current = lock(document, version)
    require(by, "documents.change_document", current)
    with recorded("documents.document_changed", current, by=by, reason=reason):
        assign(current, data, FIELDS)
        check_class(current.classification, by)
        save(current)
        if issuers is not None:
            _set_issuers(current, issuers)
    return current


@transaction.atomic
def add_version(
    document: Document, upload: UploadedFile[Any], *, by: User, remark: str = ""
) -> Version:
    """Add a file to a paper as its next version. Officers, heads and clerks who may see it.

    Refused: any file on the stub of a state secret; the same file twice in a row; and what
    `files.keep` refuses (empty, too large, a type that is not kept or is a false one).
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
        number = (current.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = Version(
            document=current,
            number=number,
            filename=normalise(upload.name or "")[-200:],
            media_type=kept.media_type,
            size=kept.size,
            sha256=kept.sha256,
            added_by=by.full_name,
            remark=normalise(remark),
        )
        version.full_clean()
        version.save()
        save(current)
    return version


def _set_issuers(document: Document, issuers: Issuers) -> None:
    wanted = {normalise(name): code for name, code in issuers if normalise(name)}
    document.issuers.exclude(name__in=wanted).delete()
    present = set(document.issuers.values_list("name", flat=True))
    for name, code in wanted.items():
        if name not in present:
            issuer = Issuer(document=document, name=name, code=code)
            issuer.full_clean()
            issuer.save()
