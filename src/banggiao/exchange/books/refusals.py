"""The sentences with which a file is turned away. Each says what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from banggiao.exchange.books.book import Unreadable
from banggiao.exchange.books.limits import MAX_CELLS, MAX_FILE, MAX_UNPACKED, MEGABYTE


def encrypted() -> Unreadable:
    """Refuse a file that opens only with a password."""
    return Unreadable(
        "encrypted",
        _("This file is locked with a password: open it, save it without one, and send it again."),
    )


def broken() -> Unreadable:
    """Refuse a file that is cut off or damaged."""
    return Unreadable(
        "broken",
        _(
            "This file is damaged: open it in Excel or LibreOffice, save it under a new name,"
            " and send that one."
        ),
    )


def too_large() -> Unreadable:
    """Refuse a file of too many bytes."""
    return Unreadable(
        "too_large",
        _("This file is larger than %(limit)d MB: split it and send the parts one by one.")
        % {"limit": MAX_FILE // MEGABYTE},
    )


def too_large_unpacked() -> Unreadable:
    """Refuse a file that is small only because it is packed."""
    return Unreadable(
        "too_large",
        _(
            "This file unpacks to more than %(limit)d MB: delete empty rows and columns that"
            " carry only a format, save it, and send it again."
        )
        % {"limit": MAX_UNPACKED // MEGABYTE},
    )


def zip_bomb() -> Unreadable:
    """Refuse a file that unpacks to far more than any table would."""
    return Unreadable(
        "zip_bomb",
        _(
            "This file unpacks to hundreds of times its size, as files do that are made to do"
            " harm: copy its table into a new workbook and send that one."
        ),
    )


def not_a_spreadsheet() -> Unreadable:
    """Refuse a text, a picture, a PDF, whatever its name ends with."""
    return Unreadable(
        "not_a_spreadsheet",
        _("This file is not a spreadsheet: send an .xlsx, .xls, .ods or .csv file."),
    )


def binary_workbook() -> Unreadable:
    """Refuse .xlsb: the one reader we have for it cannot be kept from filling the memory."""
    return Unreadable(
        "binary_workbook",
        _("This is a binary workbook (.xlsb): open it in Excel, save it as .xlsx, and send that."),
    )


def empty() -> Unreadable:
    """Refuse a file in which no cell is filled."""
    return Unreadable("empty", _("Nothing stands in this file: choose the one with your table."))


def too_many_cells() -> Unreadable:
    """Refuse a file that would not fit into memory once read."""
    return Unreadable(
        "too_many_cells",
        _(
            "This file has more than %(limit)d million filled cells: split it by year or by"
            " sheet and send the parts one by one."
        )
        % {"limit": MAX_CELLS // 1_000_000},
    )
