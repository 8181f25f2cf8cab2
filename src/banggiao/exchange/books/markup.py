"""XML as a stream of elements, without entities: what large parts of office files are read with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol
from xml.parsers import expat

from banggiao.exchange.books import refusals

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]

MARK = "}"
"""Stands between the namespace of an element and its name."""


class Listener(Protocol):
    """What takes the elements of a part as they come.

    Names are ``namespace}name``. Each text since the last `clear` lies in pieces in ``texts``.
    """

    texts: list[str]

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""


def listen(pieces: Iterable[bytes], listener: Listener) -> None:
    """Read XML piece by piece. Raises ``broken`` for what is no XML or declares entities.

    A declaration of entities is refused as a whole: no spreadsheet program writes one, and with
    them a short file can become a long one or ask for other files.
    """
    parser = expat.ParserCreate(namespace_separator=MARK)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.texts.append
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refusals.broken() from error


def _refuse(*_: object) -> None:
    raise refusals.broken()


def beside(name: str, other: str) -> str:
    """Give the other name in the namespace of this one."""
    namespace, mark, _ = name.rpartition(MARK)
    return f"{namespace}{mark}{other}"


def local(name: str) -> str:
    """Give the name of an element or attribute without its namespace."""
    return name.rpartition(MARK)[2]
