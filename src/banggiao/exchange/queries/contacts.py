"""People and bodies as contacts, as far as the reader may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from banggiao.accounts.rules import require, seen_or_none
from banggiao.core.dates import latest_of
from banggiao.core.models import LANGUAGE_ORDER
from banggiao.exchange.addresses import absolute
from banggiao.exchange.contacts.cards import BODY, PERSON, Contact, Held, Name, Said, card_file
from banggiao.exchange.contacts.names import language_of, parts_of
from banggiao.partners.models import PersonalDetails
from banggiao.partners.queries import posts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.accounts.models import User
    from banggiao.core.models import Multilingual
    from banggiao.partners.models import Organisation, Person, Post

DEPTH = 5
"""So many bodies stand above each other in one line."""


def person_card(
    person: Person, viewer: User, *, post: Post | None = None, with_details: bool = False
) -> str:
    """Give the file of a person: the post they hold, or the one asked for, and their names.

    ``with_details`` adds e-mail, telephone and languages; asks for the right to see them, which
    raises PermissionDenied. Diet and health never leave the register this way.
    """
    if with_details:
        require(viewer, "partners.view_personal_details", person)
    details = PersonalDetails.objects.filter(person=person).first() if with_details else None
    held = [post] if post else _current(posts_of(person, viewer))
    return card_file(
        Contact(
            kind=PERSON,
            page=absolute(person.get_absolute_url()),
            names=[*_names_of(person)],
            prefix=person.form_of_address,
            posts=[_held(one, viewer) for one in held],
            email=details.email if details else "",
            phone=details.phone if details else "",
            note=_note(details),
        )
    )


def _note(details: PersonalDetails | None) -> str:
    if details is None or not details.language:
        return ""
    return _("Languages spoken: %(names)s") % {"names": details.language}


def _current(posts: list[Post]) -> list[Post]:
    """Give the newest post, unless it surely ended: who left it is not called so any more."""
    today = timezone.localdate()
    return [post for post in posts[:1] if (latest_of(post.end) or today) >= today]


def _names_of(person: Person) -> Iterator[Name]:
    """Give the printed name, then the one in its own script."""
    country = person.country_id or ""
    for text in dict.fromkeys((person.name, person.name_native)):
        if text:
            parts = parts_of(text, person.name_order, country)
            yield Name(text, language_of(text, country), parts)


def _held(post: Post, viewer: User) -> Held:
    """Give a post in its languages; a body the viewer may not know of leaves no trace."""
    country = post.person.country_id or ""
    titles = [Said((text,), tag) for text, tag in _in_languages(post, country)]
    body = seen_or_none(post.organisation, viewer)
    return Held(titles, _body_in_languages(body, viewer) if body else [])


def organisation_card(organisation: Organisation, viewer: User) -> str:
    """Give the file of a body: its names, what it is part of, its website."""
    country = organisation.country_id or ""
    aliases = (alias.name for alias in organisation.aliases.order_by("pk"))
    short = [name for name in (organisation.abbreviation, *aliases) if name]
    return card_file(
        Contact(
            kind=BODY,
            page=absolute(organisation.get_absolute_url()),
            names=[Name(text, tag) for text, tag in _in_languages(organisation, country)],
            nicknames=[*dict.fromkeys(short)],
            posts=[Held(bodies=_body_in_languages(organisation, viewer))],
            website=organisation.website,
            country=str(organisation.country or ""),
        )
    )


def _body_in_languages(body: Organisation, viewer: User) -> list[Said]:
    """Give a body below what it is part of, once for each language that has a name for it."""
    chain = _chain(body, viewer)
    found = []
    for language in _order():
        if getattr(body, f"name_{language}"):
            words = tuple(_named(above, language) for above in chain)
            found.append(Said(words, _tag(body, language, body.country_id or "")))
    return found


def _named(body: Organisation, language: str) -> str:
    """Give the name in a language; where there is none, the one that comes first."""
    return getattr(body, f"name_{language}") or body.name_in(language)


def _chain(body: Organisation, viewer: User) -> list[Organisation]:
    """Give what a body is part of, the topmost first, as far as the viewer may see; then itself."""
    chain: list[Any] = [body]
    while len(chain) < DEPTH:
        above = seen_or_none(chain[0].parent, viewer)
        if above is None or above in chain:
            break
        chain.insert(0, above)
    return chain


def _in_languages(named: Multilingual, country: str) -> Iterator[tuple[str, str]]:
    """Give each different name with its language, the reader's language first."""
    met: set[str] = set()
    for language in _order():
        text = getattr(named, f"name_{language}")
        if text and text not in met:
            met.add(text)
            yield text, _tag(named, language, country)


def _order() -> dict[str, None]:
    mine = (get_language() or "vi")[:2]
    return dict.fromkeys((*([mine] if mine in LANGUAGE_ORDER else []), *LANGUAGE_ORDER))


def _tag(named: Multilingual, language: str, country: str) -> str:
    """Give the tag of a language; of the partner's own script, that of the country's language."""
    return language_of(named.name_native, country) if language == "native" else language
