"""The message catalogues, without GNU gettext: `python -m scripts.messages update|compile|check`.

The English sentence in the source is the message's name; Vietnamese and Japanese have a catalogue
each. `update` brings them in step with the source, `compile` makes what Django reads, `check`
lists what is missing, empty, uncertain, left over, or differs in its placeholders.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from scripts.tree import ROOT, SOURCE, Finding, files_below, relative, report

LANGUAGES = ("vi", "ja")
LOCALE = SOURCE / "config" / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# These change with every run or name a person, and say nothing that git does not know.
CHANGING_HEADERS = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To'
    rb"|Generated-By|Project-Id-Version): [^\n]*\n",
    re.MULTILINE,
)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{[^{}\s]*\}")


def source_of(path: Path) -> bytes:
    """Give the Python that names the messages of a file; a template is turned into one."""
    if path.suffix == ".py":
        return path.read_bytes()
    code = templatize(path.read_text("utf-8"), relative(path))
    # What stands between the tags has become words in odd places; indented, it would not parse.
    return "\n".join(line.strip() for line in code.splitlines()).encode()


def messages_of(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """Give each message of a file: its English (singular and plural), remarks, context."""
    found = extract("python", BytesIO(source_of(path)), KEYWORDS, ["Translators:"])
    for _line, message, remarks, context in found:
        yield message, remarks, context


def from_source() -> Catalog:
    """Collect the messages of the whole source."""
    catalog = Catalog(project="Banggiao", fuzzy=False)
    for path in files_below(SOURCE, ".py", ".html", ".txt"):
        for message, remarks, context in messages_of(path):
            places = [(relative(path), None)]
            catalog.add(
                message,
                locations=places,  # type: ignore[arg-type]  # a place without a line is allowed
                auto_comments=remarks,
                context=context,
            )
    return catalog


def path_of(language: str) -> Path:
    """Give the place of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Read a language's catalogue; one that does not exist yet is empty."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Banggiao", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(catalog: Catalog, path: Path) -> bool:
    """Write a catalogue, without what changes by itself. Tell whether anything changed."""
    catalog.header_comment = ""
    catalog.fuzzy = False
    out = BytesIO()
    write_po(out, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    content = CHANGING_HEADERS.sub(b"", out.getvalue()).strip() + b"\n"
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def update() -> int:
    """Bring the catalogues in step with the source. New messages are empty, old ones leave."""
    template = from_source()
    for language in LANGUAGES:
        catalog = read(language)
        before = {key_of(message) for message in catalog if message.id}
        catalog.update(template, no_fuzzy_matching=True)
        after = {key_of(message) for message in catalog if message.id}
        if write(catalog, path_of(language)):
            print(f"{language}: {len(after - before)} new, {len(before - after)} gone")
    return compile_stale()


def compile_stale() -> int:
    """Compile each catalogue that is newer than its compiled form."""
    for language in LANGUAGES:
        source = path_of(language)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if not target.exists() or target.stat().st_mtime_ns <= source.stat().st_mtime_ns:
            out = BytesIO()
            write_mo(out, read(language))
            target.write_bytes(out.getvalue())
    return 0


def key_of(message: Message) -> tuple[str, str | None]:
    """Give what identifies a message: its English singular and its context."""
    english = message.id if isinstance(message.id, str) else message.id[0]
    return english, message.context


def placeholders(text: str) -> set[str]:
    """Give the places of a sentence that are filled in: %(name)s, %s, {name}."""
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def faults(expected: Message, translated: Message) -> Iterator[str]:
    """Say what is wrong with the translation of one message."""
    english = [expected.id] if isinstance(expected.id, str) else list(expected.id)
    given = translated.string or ""
    forms = [given] if isinstance(given, str) else list(given)
    if isinstance(translated.id, str) != isinstance(expected.id, str):
        yield "singular and plural differ from the source"
    elif not all(forms):
        yield "is empty"
    elif translated.fuzzy:
        yield "is marked as uncertain (fuzzy)"
    # Neither language has a plural, so each form may meet any count: it follows our plural.
    elif any(placeholders(form) != placeholders(english[-1]) for form in forms):
        yield f"has other placeholders than {english[-1]!r}"


def findings() -> Iterator[Finding]:
    """Find what is wrong in the catalogues."""
    expected = {key_of(message): message for message in from_source() if message.id}
    for language in LANGUAGES:
        catalog = read(language)
        given = {key_of(message): message for message in catalog if message.id}
        place = relative(path_of(language))
        for key, message in expected.items():
            name = repr(key[0]) if key[1] is None else f"{key[0]!r} ({key[1]})"
            if key not in given:
                yield Finding(place, 1, f"{name} is missing; run make messages")
                continue
            for fault in faults(message, given[key]):
                yield Finding(place, given[key].lineno or 1, f"{name} {fault}")
        for key in [*given.keys() - expected.keys(), *map(key_of, catalog.obsolete.values())]:
            yield Finding(place, 1, f"{key[0]!r} is in no source file any more; run make messages")


def check() -> int:
    """Print what is wrong in the catalogues."""
    return report(findings())


def main(arguments: list[str]) -> int:
    """Run one of the three commands."""
    commands = {"update": update, "compile": compile_stale, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print("Usage: python -m scripts.messages update|compile|check", file=sys.stderr)
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
