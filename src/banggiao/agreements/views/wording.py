"""What the pages of the wording of a text show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from banggiao.agreements.actions.versions import identities
from banggiao.agreements.enums import VersionKind
from banggiao.agreements.forms.versions import NAMES
from banggiao.agreements.models import Clause, Instrument, Text, Version
from banggiao.agreements.queries import versions as queries
from banggiao.agreements.texts.differences import differences
from banggiao.agreements.texts.marked import marked
from banggiao.agreements.texts.tree import Kind
from banggiao.agreements.views.navigation import home
from banggiao.core.dates import PartialDate, format_partial
from banggiao.core.pages import Button, Head
from banggiao.core.panels import Tab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from banggiao.accounts.models import User
    from banggiao.agreements.forms.versions import NewVersionForm
    from banggiao.agreements.queries.consolidating import Proposal
    from banggiao.agreements.queries.versions import Change, Line
    from banggiao.core.htmx import Request

AT_ONCE = 200
"""Lines of a text that one page shows."""

OUTLINED = {
    *(Kind.TITLE, Kind.PREAMBLE, Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE),
    *(Kind.HEADING, Kind.ANNEX, Kind.SIGNATURES, Kind.UNPLACED),
}


def language_name(code: str) -> str:
    """Name a language; one we have no name for stays a code."""
    return str(NAMES.get(code, code))


def version_head(request: Request, instrument: Instrument, version: Version) -> Head:
    """Give the head of a version's pages."""
    code = [instrument.code, version.number]
    own = [home(), (str(instrument), instrument.get_absolute_url())]
    texts = (pgettext("wording", "Texts"), reverse("agreements:versions", args=[instrument.code]))
    history = reverse("agreements:version_history", args=code)
    facts = [
        {"label": _("What it is"), "value": version.get_kind_display()},
        {"label": _("Date"), "value": format_partial(version.made) if version.made else ""},
        {"label": _("After"), "value": str(version.before or "")},
    ]
    return Head(
        record=version,
        title=str(version),
        crumbs=[*own, texts],
        facts=[fact for fact in facts if fact["value"]],
        tabs=[
            Tab("words", pgettext("version", "Wording"), version.get_absolute_url()),
            Tab("compare", _("What changed"), reverse("agreements:compare", args=code)),
            Tab("history", _("History"), history),
        ],
        buttons=_buttons(request.user, instrument, version),
        history_url=history,
    )


def _buttons(user: User, instrument: Instrument, version: Version) -> list[Button]:
    if not user.has_perm("agreements.change_version", version):
        return []
    code = [instrument.code, version.number]
    if version.is_set_aside:
        return [Button(_("Bring back"), reverse("agreements:bring_back_version", args=code))]
    return [
        Button(_("Edit"), reverse("agreements:change_version", args=code)),
        Button(_("Set aside"), reverse("agreements:set_aside_version", args=code)),
    ]


@dataclass(frozen=True, slots=True)
class Outline:
    """A text that was read and is not kept yet: its clauses in short, and what was noticed."""

    label: str
    articles: int
    known: str
    lines: list[dict[str, Any]]
    findings: list[str]


def outline(instrument: Instrument, form: NewVersionForm) -> list[Outline]:
    """Set out what was read, and how many clauses are known from the version before."""
    values = form.values()
    wids = identities(instrument, values["before"], values["texts"])
    before = values["before"]
    earlier: set[str] = set()
    for text in before.texts.all() if before else ():
        earlier |= set(text.clauses.values_list("wid", flat=True))
    shown = []
    for one in form.reads:
        nodes = one.split.nodes
        known = sum(wids[one.language][node.eid] in earlier for node in nodes)
        shown.append(
            Outline(
                label=one.label,
                articles=sum(node.kind is Kind.ARTICLE for node in nodes),
                known=_known(known, len(nodes)) if before else "",
                lines=[
                    {"mark": node.printed, "heading": node.heading or node.text[:120]}
                    for node in nodes
                    if node.kind in OUTLINED
                ],
                findings=one.findings,
            )
        )
    return shown


def proposed_values(found: Proposal | None) -> dict[str, Any]:
    """Give what the form of a version begins with: the older text with its amendment, if asked."""
    if found is None:
        return {}
    day = PartialDate.parse(found.since.isoformat())
    words = {f"text_{language}": text.words for language, text in found.texts.items()}
    name = _("Text with the amendments of %(day)s") % {"day": format_partial(day)}
    return {
        "kind": VersionKind.CONSOLIDATED,
        "name": name,
        "made": day,
        "before": found.base,
        "classification": max(found.base.classification, found.amendment.classification),
        **words,
    }


def proposed_notes(found: Proposal | None) -> list[dict[str, Any]]:
    """Say for each language what of the amendment was carried out, and what a person must do."""
    return [
        {"label": language_name(language), "done": text.done, "left": text.left}
        for language, text in (found.texts if found else {}).items()
    ]


def _known(known: int, everything: int) -> str:
    return ngettext(
        "%(known)s of %(n)s clause is known from the version before.",
        "%(known)s of %(n)s clauses are known from the version before.",
        everything,
    ) % {"known": known, "n": everything}


def reading(request: Request, version: Version) -> dict[str, Any]:
    """Give the words of a version: its languages side by side, so many lines a page."""
    texts = queries.texts_in_order(version)
    lines = queries.lines_of(version, texts)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    pages = max(1, -(-len(lines) // AT_ONCE))
    number = min(max(number, 1), pages)
    return {
        "texts": _heads(texts),
        "lines": lines[(number - 1) * AT_ONCE : number * AT_ONCE],
        "contents": _contents(lines),
        "number": number,
        "pages": range(1, pages + 1) if pages > 1 else (),
        "findings": [
            (language_name(text.language), text.findings.splitlines())
            for text in texts
            if text.findings
        ],
    }


def _heads(texts: Sequence[Text]) -> list[dict[str, Any]]:
    return [
        {
            "language": text.language,
            "name": language_name(text.language),
            "is_authentic": text.is_authentic,
        }
        for text in texts
    ]


def _contents(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Give the articles with the page they stand on."""
    found = []
    for place, line in enumerate(lines):
        cell = next((cell for cell in line.cells if cell is not None), None)
        if cell is None or cell.kind not in OUTLINED:
            continue
        label = " ".join(part for part in (cell.printed, cell.heading) if part)
        if label:
            found.append({"label": label[:90], "wid": line.wid, "page": place // AT_ONCE + 1})
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """A clause in two versions as the page shows it.

    ``how`` is new, gone, changed, renumbered (the same words under another mark) or same.
    """

    wid: str
    mark: str
    was: str
    words: SafeString
    how: str


def compared(request: Request, instrument: Instrument, version: Version) -> dict[str, Any]:
    """Compare a version with the one before it, or with the one asked for, in one language."""
    others = list(queries.versions_to_follow(instrument, request.user).exclude(pk=version.pk))
    asked = request.GET.get("with", "")
    other = next((one for one in others if one.code == asked), None) or next(
        (one for one in others if one.pk == version.before_id), None
    )
    theirs = {text.language: text for text in other.texts.all()} if other else {}
    ours = {text.language: text for text in queries.texts_in_order(version)}
    both = [language for language in ours if language in theirs]
    language = request.GET.get("language", "")
    language = language if language in both else next(iter(both), "")
    everything = "all" in request.GET
    rows = _compared(theirs[language], ours[language]) if language else []
    return {
        "others": others,
        "other": other,
        "language": language,
        "languages": [(code, language_name(code)) for code in both],
        "rows": [row for row in rows if everything or row.how != "same"],
        "everything": everything,
        "changed": sum(row.how in {"new", "gone", "changed"} for row in rows),
        "renumbered": sum(row.how == "renumbered" for row in rows),
        "total": len(rows),
    }


def _compared(old: Text, new: Text) -> list[Compared]:
    changes = queries.changes_between(old, new)
    marks = {
        side: {row.eid: row.printed for row in rows if row is not None}
        for side, rows in (("old", [c.old for c in changes]), ("new", [c.new for c in changes]))
    }
    rows = []
    for change in changes:
        was = _where(change.old, marks["old"]) if change.old else ""
        now = _where(change.new, marks["new"]) if change.new else ""
        words = marked(change.how.pieces)
        before = was if now and was != now else ""
        rows.append(
            Compared(change.wid, now or was, before, words, _how(change, is_moved=was != now))
        )
    return rows


def _how(change: Change, *, is_moved: bool) -> str:
    if change.old is None or change.new is None:
        return "new" if change.old is None else "gone"
    if not change.is_same:
        return "changed"
    return "renumbered" if is_moved else "same"


def _where(clause: Clause, marks: dict[str, str]) -> str:
    """Name a clause by its mark and those above it: "Điều 5. 2. a)"."""
    name = clause.printed or clause.heading or clause.body
    path, eid = [name[:60]], clause.eid
    while "__" in eid:
        eid = eid.rpartition("__")[0]
        if above := marks.get(eid):
            path.insert(0, above)
    return " ".join(part for part in path if part)


def page_of(request: Request, instrument: Instrument, version: Version, wid: str) -> dict[str, Any]:
    """Give one clause: in every language, its neighbours, and what became of it."""
    texts = queries.texts_in_order(version)
    lines = queries.lines_of(version, texts)
    place = next((place for place, line in enumerate(lines) if line.wid == wid), None)
    if place is None:
        raise Http404
    line = lines[place]
    return {
        "instrument": instrument,
        "version": version,
        "wid": wid,
        "cells": list(zip(_heads(texts), line.cells, strict=True)),
        "pairs": _pairs(texts, line),
        "first": language_name(texts[0].language),
        "past": [
            {
                "language": language_name(text.language),
                "rows": _past(instrument, wid, text, request.user),
            }
            for text in texts
        ],
        "before": lines[place - 1].wid if place else "",
        "after": lines[place + 1].wid if place + 1 < len(lines) else "",
        "may_mark": request.user.has_perm("agreements.change_version", version),
    }


def _pairs(texts: Sequence[Text], line: Line) -> list[dict[str, Any]]:
    """Give the first language beside each other one that has the clause, and who compared them."""
    first = texts[0].language
    return [
        {
            "languages": f"{first},{text.language}",
            "name": language_name(text.language),
            "mark": mark,
        }
        for text, mark, cell in zip(texts[1:], line.marked, line.cells[1:], strict=True)
        if cell is not None and line.cells[0] is not None
    ]


def _past(instrument: Instrument, wid: str, text: Text, user: User) -> list[dict[str, Any]]:
    """Give what became of a clause in one language: where it came from, and each change."""
    rows = []
    before = ""
    for one in queries.history_of(instrument, wid, text.language, user):
        words = queries.said(one.clause)
        rows.append(
            {
                "version": one.version,
                "instrument": one.version.instrument,
                "mark": one.clause.printed or one.clause.heading,
                "is_first": one.is_first,
                "words": marked(differences(before or words, words).pieces),
            }
        )
        before = words
    return rows


def standing_on(instrument: Instrument, asked: str, user: User) -> dict[str, Any]:
    """Give the version that holds on the day asked for, or today."""
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        day = timezone.localdate()
    return {"day": day, "standing": queries.version_on(instrument, day, user)}
