"""Excel's .xlsx and .xlsm, read as a stream: only filled cells cost memory.

The values are read here and not by `python_calamine`: that one gives formula errors as empty
cells, knows nothing of hidden rows, and asks for 500 gigabytes, which ends the whole process, when
a single cell stands far away. Its speed is lost anyway where the XML must be looked through first.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from banggiao.exchange.books import refusals
from banggiao.exchange.books.book import Book, Remark
from banggiao.exchange.books.limits import MAX_CELLS
from banggiao.exchange.books.markup import Attributes, beside, listen, local
from banggiao.exchange.books.serials import BUILT_IN, Shows, shows
from banggiao.exchange.books.sheets import Allowance, is_blank
from banggiao.exchange.books.xlsx_sheet import Shared, read_sheet, unescaped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from banggiao.exchange.books.packages import Package

PIECE = 1024 * 1024


class Link(NamedTuple):
    """What a part points to: the kind of thing, and where it lies in the package."""

    kind: str
    target: str


def read_xlsx(package: Package, name: str) -> Book:
    """Read a workbook. Formulas count as what Excel last made of them; macros are never run."""
    part = next(
        (link.target for link in _links(package, "").values() if link.kind == "officeDocument"),
        "xl/workbook.xml",
    )
    workbook = package.tree(part)
    if workbook is None:
        raise refusals.broken()
    links = _links(package, part)
    shared = Shared(
        strings=_strings(package, links),
        formats=_formats(package, links),
        struck=_struck(package, links),
        is_1904=_is_1904(workbook),
        allowance=Allowance(),
    )
    sheets = tuple(
        read_sheet(pieces(package.open(target)), title, shared, is_hidden=is_hidden)
        for title, target, is_hidden in _sheets(workbook, links)
    )
    return Book(name=name, form="xlsx", sheets=sheets, remarks=tuple(_remarks(package)))


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Give a part a megabyte at a time."""
    with stream:
        while piece := stream.read(PIECE):
            yield piece


def macros() -> Remark:
    """Say that the file holds programs. They were not run."""
    return Remark("macros", _("This file holds macros. They were not run."))


def outside_links() -> Remark:
    """Say that the file takes values from other files. The last known ones were read."""
    return Remark(
        "outside_links",
        _("Some cells take their values from other files. The values last saved were read."),
    )


def _remarks(package: Package) -> Iterator[Remark]:
    if package.has_under("xl/vbaproject.bin", "xl/macrosheets/"):
        yield macros()
    if package.has_under("xl/externallinks/", "xl/connections.xml"):
        yield outside_links()


def _links(package: Package, part: str) -> dict[str, Link]:
    """Give what a part points to inside the package, by id; of the package itself for ``""``."""
    folder, name = posixpath.split(part)
    tree = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        link.get("Id", ""): Link(
            kind=posixpath.basename(link.get("Type", "")),
            target=posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))),
        )
        for link in (tree if tree is not None else ())
        if link.get("TargetMode") != "External"
    }


def _sheets(workbook: Element, links: dict[str, Link]) -> Iterator[tuple[str, str, bool]]:
    """Give name, part and hiddenness of each sheet of cells; charts and macro sheets are none."""
    seen: set[str] = set()
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        key = next((sheet.attrib[key] for key in sheet.attrib if local(key) == "id"), "")
        link = links.get(key)
        if link is None:
            raise refusals.broken()
        if link.kind != "worksheet":
            continue
        if link.target in seen:  # one large part named a thousand times would be read as often
            raise refusals.broken()
        seen.add(link.target)
        yield sheet.get("name", ""), link.target, sheet.get("state", "visible") != "visible"


def _is_1904(workbook: Element) -> bool:
    settings = workbook.find("{*}workbookPr")
    return settings is not None and settings.get("date1904") in {"1", "true", "on"}


def _formats(package: Package, links: dict[str, Link]) -> dict[str | None, Shows]:
    """Give what each cell style shows, by its number as cells name it."""
    styles = next((link.target for link in links.values() if link.kind == "styles"), "")
    tree = package.tree(styles) if styles else None
    if tree is None:
        return {}
    codes = {
        code.get("numFmtId"): code.get("formatCode", "")
        for code in tree.iterfind("{*}numFmts/{*}numFmt")
    }
    found: dict[str | None, Shows] = {}
    for number, style in enumerate(tree.iterfind("{*}cellXfs/{*}xf")):
        key = style.get("numFmtId", "0")
        if key in codes:
            found[str(number)] = shows(codes[key])
        elif key.isdecimal():
            found[str(number)] = BUILT_IN.get(int(key), Shows.NUMBER)
    found[None] = found.get("0", Shows.NUMBER)  # a cell that names no style has the first one
    return found


def _struck(package: Package, links: dict[str, Link]) -> frozenset[str | None]:
    """Give the cell styles whose font is struck through, by number as cells name them."""
    styles = next((link.target for link in links.values() if link.kind == "styles"), "")
    tree = package.tree(styles) if styles else None
    if tree is None:
        return frozenset()
    fonts = {
        str(number)
        for number, font in enumerate(tree.iterfind("{*}fonts/{*}font"))
        if (strike := font.find("{*}strike")) is not None and strike.get("val") not in _OFF
    }
    used = enumerate(tree.iterfind("{*}cellXfs/{*}xf")) if fonts else ()
    return frozenset(str(number) for number, style in used if style.get("fontId") in fonts)


_OFF = {"0", "false", "off"}


def _strings(package: Package, links: dict[str, Link]) -> list[str]:
    """Give the texts that cells name by number. Texts nobody can see are empty."""
    part = next((link.target for link in links.values() if link.kind == "sharedStrings"), "")
    if not part or part not in package:
        return []
    reader = _Strings()
    listen(pieces(package.open(part)), reader)
    return reader.found


class _Strings:
    """Collects texts. How a Japanese word is read aloud (``rPh``) is no part of it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.found: list[str] = []
        self.runs: list[str] = []
        self.is_reading_aid = False
        self.t = self.si = self.aid = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a text, a run of one, or a reading aid. The first element tells the namespace."""
        if name == self.t:
            self.texts.clear()
        elif name == self.si:
            self.runs = []
        elif name == self.aid:
            self.is_reading_aid = True
        elif not self.t:
            self.t, self.si, self.aid = (beside(name, what) for what in ("t", "si", "rPh"))

    def end(self, name: str) -> None:
        """End what `start` began."""
        if name == self.t:
            if not self.is_reading_aid:
                self.runs.append("".join(self.texts))
        elif name == self.si:
            self._keep(unescaped("".join(self.runs)))
        elif name == self.aid:
            self.is_reading_aid = False

    def _keep(self, text: str) -> None:
        self.found.append("" if is_blank(text) else text)
        if len(self.found) > MAX_CELLS:
            raise refusals.too_many_cells()
