"""One contact, and its lines."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from banggiao.exchange.content_lines import escaped, folded, joined, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banggiao.exchange.contacts.names import Parts

PERSON, BODY = "individual", "org"
MAKER = "-//Banggiao//Register//EN"


class Said(NamedTuple):
    """The same thing in one language: a title; or a body with what it is part of, one after it."""

    words: tuple[str, ...]
    language: str = ""


class Name(NamedTuple):
    """A name in one script. ``parts`` is None for a body."""

    text: str
    language: str = ""
    parts: Parts | None = None


class Held(NamedTuple):
    """A post: what it is called and where, each in every language it is known in."""

    titles: Sequence[Said] = ()
    bodies: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or a body, as a contact file holds it.

    ``page`` is the page in the register, which also makes the name by which a program knows the
    contact again. ``names`` begins with the one that is shown. When it was changed is not said: it
    may have been by what the reader may not know of.
    """

    kind: str
    page: str
    names: Sequence[Name]
    prefix: str = ""
    nicknames: Sequence[str] = ()
    posts: Sequence[Held] = ()
    email: str = ""
    phone: str = ""
    note: str = ""
    website: str = ""
    country: str = ""


def card_file(contact: Contact) -> str:
    """Write the file of one contact."""
    return joined(folded(line) for line in _lines(contact))


def _lines(contact: Contact) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"PRODID:{MAKER}", f"KIND:{contact.kind}")
    yield f"UID:urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, contact.page)}"
    yield f"SOURCE:{contact.page}"
    yield from _names(contact)
    if contact.nicknames:
        yield f"NICKNAME:{','.join(escaped(name) for name in contact.nicknames)}"
    for number, post in enumerate(contact.posts, 1):
        yield from _alternatives("ORG", post.bodies, number)
        yield from _alternatives("TITLE", post.titles, number)
    if contact.email:
        yield f"EMAIL;TYPE=work:{escaped(contact.email)}"
    if contact.phone:
        yield f"TEL;VALUE=text;TYPE=work:{escaped(contact.phone)}"
    if contact.country:
        yield f"ADR;TYPE=work:;;;;;;{escaped(contact.country)}"
    if contact.website:
        yield f"URL;TYPE=work:{contact.website}"
    if contact.note:
        yield f"NOTE:{escaped(contact.note)}"
    yield "END:VCARD"


def _names(contact: Contact) -> Iterator[str]:
    """Give each name in full and in parts; the scripts of one name share an ``ALTID``."""
    several = 1 if len(contact.names) > 1 else 0
    for name in contact.names:
        yield f"FN{_tags(several, name.language)}:{escaped(name.text)}"
    for number, name in enumerate(contact.names):
        if name.parts:
            yield _in_parts(name, name.parts, several, "" if number else contact.prefix)


def _in_parts(name: Name, parts: Parts, altid: int, prefix: str) -> str:
    sort_as = f";SORT-AS={quoted(','.join(parts.sort_as))}" if parts.sort_as else ""
    pieces = (parts.family, parts.given, parts.middle, prefix, "")
    value = ";".join(escaped(piece) for piece in pieces)
    return f"N{_tags(altid, name.language)}{sort_as}:{value}"


def _alternatives(key: str, said: Sequence[Said], number: int) -> Iterator[str]:
    """Give one value in its languages; several share an ``ALTID``."""
    for one in said:
        value = ";".join(escaped(word) for word in one.words)
        yield f"{key}{_tags(number if len(said) > 1 else 0, one.language)}:{value}"


def _tags(altid: int, language: str) -> str:
    return (f";ALTID={altid}" if altid else "") + (f";LANGUAGE={language}" if language else "")
