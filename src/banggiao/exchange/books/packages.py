"""The zip around .xlsx and .ods, looked over before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from banggiao.exchange.books import refusals
from banggiao.exchange.books.limits import (
    MAX_PARTS,
    MAX_RATIO,
    MAX_SMALL_PART,
    MAX_UNPACKED,
    RATIO_COUNTS_FROM,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ENTRY = b"PK\x01\x02"
_LOCKED = 0x1
_PACKED_AS_OFFICE_DOES = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Package:
    """The parts of an office file. Nothing is written to disk, nothing outside is fetched.

    Raises `Unreadable` with code ``broken``, ``encrypted``, ``too_large`` or ``zip_bomb``. A part
    that claims to be smaller than it is ends where it claims to.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MAX_PARTS:
            raise refusals.too_large_unpacked()
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise refusals.broken() from error
        self.parts = {_spelled(entry.filename): entry for entry in self.zip.infolist()}
        for entry in self.parts.values():
            _check(entry)
        if sum(entry.file_size for entry in self.parts.values()) > MAX_UNPACKED:
            raise refusals.too_large_unpacked()

    def __contains__(self, name: str) -> bool:
        return _spelled(name) in self.parts

    def has_under(self, *folders: str) -> bool:
        """Tell whether a part lies in one of the folders, or is named so."""
        return any(name.startswith(folders) for name in self.parts)

    def open(self, name: str) -> IO[bytes]:
        """Open a part to read it as a stream. Raises ``broken`` where it is missing."""
        entry = self.parts.get(_spelled(name))
        if entry is None:
            raise refusals.broken()
        return self.zip.open(entry)

    def tree(self, name: str) -> Element | None:
        """Give a small part as a tree; ``None`` where it is missing. Entities are refused."""
        entry = self.parts.get(_spelled(name))
        if entry is None:
            return None
        if entry.file_size > MAX_SMALL_PART:
            raise refusals.too_large_unpacked()
        found: Element = fromstring(self.zip.read(entry), forbid_dtd=True)
        return found


def _spelled(name: str) -> str:
    """Name a part as the lookups do: some writers use backslashes, a first slash, other case."""
    return name.replace("\\", "/").lstrip("/").lower()


def _check(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _LOCKED:
        raise refusals.encrypted()
    if entry.compress_type not in _PACKED_AS_OFFICE_DOES:
        raise refusals.broken()
    if entry.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * entry.compress_size):
        raise refusals.zip_bomb()
