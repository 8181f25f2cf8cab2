"""Documents, files and sources, made through the actions."""

from __future__ import annotations

import io
import zipfile
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from banggiao.accounts.models import User
from banggiao.documents.actions import citations, papers
from banggiao.documents.enums import DocumentKind, Secrecy
from banggiao.documents.models import Citation, Document, Version
from tests.factories.partners import writer

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
numbers = count(1)


def document(name_vi: str = "", *, by: User | None = None, **data: Any) -> Document:
    """Enter a document; a new title where none is given."""
    name = name_vi or f"Quyết định {next(numbers)}"
    facts: dict[str, Any] = {"name_vi": name, "kind": DocumentKind.DECISION} | data
    return papers.add_document(by=by or writer(), **facts)


def stub(*, by: User | None = None, **data: Any) -> Document:
    """Note a state secret."""
    facts: dict[str, Any] = {
        "secrecy": Secrecy.SECRET,
        "number": f"{next(numbers)}/BC-TTCP",
        "keeper": "Văn thư, két số 2",
    }
    return papers.keep_stub(by=by or writer(), **facts | data)


def upload(content: bytes = PDF, name: str = "scan.pdf") -> SimpleUploadedFile:
    """Give a file as a browser hands it in."""
    return SimpleUploadedFile(name, content)


def version(of: Document, content: bytes = PDF, name: str = "scan.pdf", **data: Any) -> Version:
    """Add a file to a document."""
    return papers.add_version(
        of, upload(content, name), by=data.pop("by", None) or writer(), **data
    )


def source(citing: Any, *, by: User | None = None, **data: Any) -> Citation:
    """Say where a record's facts come from."""
    return citations.cite(citing, by=by or writer(), **data)


def zipped(*names: str) -> bytes:
    """Give a zip with parts of these names, such as an office file is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(zipfile.ZipInfo(name), "x")  # without the time of day
    return out.getvalue()
