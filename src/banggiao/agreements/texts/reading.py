"""From a file or pasted words to the lines that `split` takes."""

from __future__ import annotations

import codecs

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.texts.changes import Changes, Reading
from banggiao.agreements.texts.lines import lines_of
from banggiao.core.errors import Refused
from banggiao.core.text import check_text, normalise

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes of a file, most of which are pictures."""

LONGEST_TEXT = 2_000_000
"""Characters of a text. The longest conventions have half as many."""

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_file(content: bytes, *, changes: Changes = Changes.ACCEPTED) -> Reading:
    """Read a Word file (.docx) or a plain text (UTF-8, or UTF-16 with its mark).

    What a file is, its first bytes say and not its name. ``changes`` says as what the text is read
    where somebody tracked changes; the findings list each of them.

    Raises `Refused` with one of the codes ``text_empty``, ``text_too_large``, ``text_pdf``,
    ``text_only_pictures``, ``text_file_damaged``, ``text_no_word_file``, ``text_old_word``,
    ``text_locked``, ``text_encoding``, and those of `check_text`.
    """
    if len(content) > LARGEST_FILE:
        raise _too_large()
    if content.startswith(_ZIP):
        from banggiao.agreements.texts.word import read_word  # noqa: PLC0415  # slow import

        reading = read_word(content, changes)
        _check(reading.text)
        return reading
    _refuse_other_kinds(content)
    return read_pasted(_decoded(content))


def read_pasted(text: str) -> Reading:
    """Read words that somebody pasted. Refused: none, too many, and what cannot be stored."""
    _check_length(text)
    clean = normalise(text)
    if not clean:
        raise Refused("text_empty", _("This text is empty."))
    _check(clean)
    return Reading(tuple(lines_of(clean)))


def _refuse_other_kinds(content: bytes) -> None:
    if not content:
        raise Refused("text_empty", _("This file is empty."))
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise Refused(
                "text_locked",
                _("This file is locked with a password. Open it in Word, save it without one."),
            )
        raise Refused(
            "text_old_word",
            _("This is a file of an old Office program. Open it in Word and save it as .docx."),
        )
    if content.startswith(b"%PDF"):
        raise Refused(
            "text_pdf",
            _("A PDF has no paragraphs to read. Use the Word file, or copy the text and paste it."),
        )
    if content.startswith(b"{\\rtf"):
        raise Refused(
            "text_no_word_file",
            _("This is no Word file. Save the text in Word as .docx, or paste it."),
        )
    if content.startswith(_PICTURES):
        raise Refused(
            "text_only_pictures",
            _("This file holds only pictures, as a scan does. Find the text itself, or type it."),
        )


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            "text_encoding",
            _("The letters of this file cannot be read. Save it as plain text in UTF-8."),
        ) from error


def _check(text: str) -> None:
    _check_length(text)
    try:
        check_text(text)
    except ValidationError as error:
        raise Refused(error.code or "text_broken", error.message) from error


def _check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise _too_large()


def _too_large() -> Refused:
    return Refused(
        "text_too_large", _("This text is longer than any agreement. Take out what is not of it.")
    )
