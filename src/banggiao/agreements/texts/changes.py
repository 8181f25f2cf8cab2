"""What a file gives when it is read: its lines, its tracked changes, its comments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from banggiao.agreements.texts.lines import Finding, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.utils.functional import _StrPromise

MOST = 100
"""Changes, and comments, that are listed one by one; the rest are counted in one sentence."""

LONGEST = 200
"""Characters of a change or comment that stand in its sentence."""


class Changes(StrEnum):
    """As what the text is read where its file holds tracked changes."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ChangeKind(StrEnum):
    """What somebody did with tracking switched on. A changed look alone is not among it."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"
    RENUMBERED = "renumbered"
    """A paragraph got another automatic number, or lost it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change. ``date`` is as Word writes it, "2031-05-12T09:30:00Z", "" if unknown.

    ``words`` is what was inserted, deleted or moved; "¶" is the end of a paragraph.
    """

    kind: ChangeKind
    author: str
    date: str
    words: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and the words it is about."""

    author: str
    date: str
    about: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read. ``lines`` go to `split.split`."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, line by line."""
        return "\n".join(line.text for line in self.lines)


_SENTENCES: dict[ChangeKind, str | _StrPromise] = {
    ChangeKind.INSERTED: _("Tracked change, inserted by %(author)s (%(date)s): “%(words)s”."),
    ChangeKind.DELETED: _("Tracked change, deleted by %(author)s (%(date)s): “%(words)s”."),
    ChangeKind.MOVED_FROM: _(
        "Tracked change, moved from here by %(author)s (%(date)s): “%(words)s”."
    ),
    ChangeKind.MOVED_TO: _("Tracked change, moved to here by %(author)s (%(date)s): “%(words)s”."),
    ChangeKind.RENUMBERED: _(
        "Tracked change, numbered anew by %(author)s (%(date)s): “%(words)s”."
    ),
}
_TAKEN: dict[Changes, str | _StrPromise] = {
    Changes.ACCEPTED: _("The file holds %(count)s tracked changes; all are read as accepted."),
    Changes.REJECTED: _("The file holds %(count)s tracked changes; all are read as rejected."),
}


def findings_of(
    changes: Sequence[Change], comments: Sequence[Comment], taken: Changes
) -> Iterator[Finding]:
    """Give a sentence for each change and comment: who, when, what."""
    if changes:
        yield Finding("changes_taken", "", _TAKEN[taken], {"count": len(changes)})
    for change in changes[:MOST]:
        values = _who(change) | {"words": _short(change.words)}
        yield Finding("tracked_change", "", _SENTENCES[change.kind], values)
    for comment in comments[:MOST]:
        words = _("Comment by %(author)s (%(date)s) on “%(about)s”: “%(words)s”.")
        values = {"about": _short(comment.about), "words": _short(comment.words)}
        yield Finding("comment", "", words, _who(comment) | values)
    more = max(len(changes) - MOST, 0) + max(len(comments) - MOST, 0)
    if more:
        words = _("%(count)s more tracked changes and comments are not listed.")
        yield Finding("more_changes", "", words, {"count": more})


def _who(one: Change | Comment) -> dict[str, str]:
    return {"author": one.author or "?", "date": one.date[:10] or "?"}


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
