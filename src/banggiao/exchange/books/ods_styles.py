"""What the styles of an OpenDocument file say: which sheets are hidden, what a date shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.exchange.books.markup import Attributes
from banggiao.exchange.books.serials import Shows

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_NAMESPACES}office:1.0}}"
TABLE = f"{_NAMESPACES}table:1.0}}"
STYLE = f"{_NAMESPACES}style:1.0}}"
NUMBER = f"{_NAMESPACES}datastyle:1.0}}"

_DEEPEST = 20  # styles inherit from styles; a ring of them must end


class Styles:
    """Collects styles as their elements come, those of ``styles.xml`` first."""

    def __init__(self, common: Element | None = None) -> None:
        self.hidden_tables: set[str] = set()
        self.parts: dict[str, set[str]] = {}
        self.formats: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.table = ""
        self.format: set[str] = set()
        for element in common.iter() if common is not None else ():
            if isinstance(element.tag, str):
                attributes = {key.removeprefix("{"): text for key, text in element.items()}
                self.start(element.tag.removeprefix("{"), attributes)

    def start(self, name: str, attributes: Attributes) -> None:
        """Take one element of the styles."""
        if name == f"{STYLE}style":
            own = attributes.get(f"{STYLE}name", "")
            family = attributes.get(f"{STYLE}family")
            self.table = own if family == "table" else ""
            if family == "table-cell":
                self.formats[own] = attributes.get(f"{STYLE}data-style-name", "")
                self.parents[own] = attributes.get(f"{STYLE}parent-style-name", "")
        elif name == f"{STYLE}table-properties":
            if self.table and attributes.get(f"{TABLE}display") == "false":
                self.hidden_tables.add(self.table)
        elif name.startswith(NUMBER):
            self._start_format(name.removeprefix(NUMBER), attributes)

    def _start_format(self, what: str, attributes: Attributes) -> None:
        if not what.endswith("-style"):
            self.format.add(what)
            return
        self.format = self.parts[attributes.get(f"{STYLE}name", "")] = set()
        if attributes.get(f"{NUMBER}truncate-on-overflow") == "false":
            self.format.add("span")

    def shows(self, style: str) -> Shows:
        """Tell what a cell of this style shows of its date or time."""
        for _ in range(_DEEPEST):
            if not style or self.formats.get(style):
                break
            style = self.parents.get(style, "")
        parts = self.parts.get(self.formats.get(style, ""), set())
        if "span" in parts:
            return Shows.SPAN
        if "year" not in parts or "day" in parts:
            return Shows.DAY
        return Shows.MONTH if "month" in parts else Shows.YEAR
